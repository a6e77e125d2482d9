//! Values that are packed into the program as bytes and read when they are first asked for: a run needs one language of
//! twenty, and none of the rules' examples.
//!
//! In a rule file such a value stands as what it is.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

/// Bytes, packed as they are. Those that are part of the program are not copied out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blob(Cow<'static, [u8]>);

impl Blob {
    /// Packs a value.
    ///
    /// # Errors
    /// What the value does not allow.
    pub fn pack(value: &impl Serialize) -> postcard::Result<Self> {
        postcard::to_stdvec(value).map(|bytes| Self(bytes.into()))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads the value.
    ///
    /// # Errors
    /// What does not fit; nothing of what was packed when the program was built.
    pub fn read<T: DeserializeOwned>(&self) -> postcard::Result<T> {
        match self.0 {
            Cow::Borrowed(bytes) => read(bytes),
            Cow::Owned(ref bytes) => postcard::from_bytes(bytes),
        }
    }
}

/// Groups of numbers, four bytes each, one after the other: a list of thousands that is looked at and not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups<const N: usize>(Blob);

impl<const N: usize> Groups<N> {
    /// The group with a number; there must be one.
    pub fn get(&self, number: usize) -> [u32; N] {
        let (numbers, _) = self.0.bytes().as_chunks::<4>();
        std::array::from_fn(|at| u32::from_le_bytes(numbers[number * N + at]))
    }

    /// All, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = [u32; N]> {
        (0..self.0.bytes().len() / (4 * N)).map(|number| self.get(number))
    }
}

impl<const N: usize> FromIterator<[u32; N]> for Groups<N> {
    fn from_iter<I: IntoIterator<Item = [u32; N]>>(groups: I) -> Self {
        Self(groups.into_iter().flatten().flat_map(u32::to_le_bytes).collect())
    }
}

impl FromIterator<u8> for Blob {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        Self(bytes.into_iter().collect())
    }
}

thread_local! {
    /// The part of the program that is being read.
    static WITHIN: Cell<&'static [u8]> = const { Cell::new(&[]) };
}

/// Reads a value that is part of the program.
///
/// # Errors
/// What does not fit; nothing of what was packed when the program was built.
pub fn read<T: DeserializeOwned>(bytes: &'static [u8]) -> postcard::Result<T> {
    let before = WITHIN.replace(bytes);
    let value = postcard::from_bytes(bytes);
    WITHIN.set(before);
    value
}

/// The bytes as what they are a stretch of, if that is the part of the program that is being read.
fn of_the_program(bytes: &[u8]) -> Option<&'static [u8]> {
    let within = WITHIN.get();
    let start = bytes.as_ptr().addr().checked_sub(within.as_ptr().addr())?;
    within.get(start..start.checked_add(bytes.len())?)
}

/// A value that is packed as bytes of its own.
#[derive(Clone, Debug)]
pub struct Stored<T> {
    bytes: Blob,
    value: OnceLock<Box<T>>,
}

impl<T: DeserializeOwned + Default> Stored<T> {
    /// The value, to be changed.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        let _ = &**self;
        self.value.get_mut().map(|value| &mut **value)
    }
}

impl<T: DeserializeOwned + Default> Deref for Stored<T> {
    type Target = T;

    /// The value. It was packed when the program was built, so that reading it cannot fail.
    fn deref(&self) -> &T {
        self.value.get_or_init(|| Box::new(self.bytes.read().unwrap_or_default()))
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Stored<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: DeserializeOwned + Default + Eq> Eq for Stored<T> {}

impl<T: Default> Default for Stored<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T> From<T> for Stored<T> {
    fn from(value: T) -> Self {
        Self { bytes: Blob::default(), value: Box::new(value).into() }
    }
}

impl<T: Serialize + DeserializeOwned + Default> Serialize for Stored<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return T::serialize(self, serializer);
        }
        match self.value.get() {
            Some(value) => Blob::pack(&**value).map_err(ser::Error::custom)?.serialize(serializer),
            None => self.bytes.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(Self::from);
        }
        Blob::deserialize(deserializer).map(|bytes| Self { bytes, value: OnceLock::new() })
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }
}

struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = Blob;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(Blob(bytes.to_vec().into()))
    }

    fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Blob, E> {
        Ok(Blob(of_the_program(bytes).map_or_else(|| bytes.to_vec().into(), Cow::Borrowed)))
    }
}
