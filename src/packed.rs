//! Values that are packed into the program as bytes and read when they are first asked for: a run needs one language of
//! twenty, and none of the rules' examples.
//!
//! In a rule file such a value stands as what it is.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

/// Bytes, packed as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blob(pub Vec<u8>);

/// A value that is packed as bytes of its own.
#[derive(Clone, Debug)]
pub struct Stored<T> {
    bytes: Blob,
    value: OnceLock<T>,
}

impl<T: DeserializeOwned + Default> Deref for Stored<T> {
    type Target = T;

    /// The value. It was packed when the program was built, so that reading it cannot fail.
    fn deref(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(&self.bytes.0).unwrap_or_default())
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
        Self { bytes: Blob::default(), value: value.into() }
    }
}

impl<T: Serialize + DeserializeOwned + Default> Serialize for Stored<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return T::serialize(self, serializer);
        }
        match self.value.get() {
            Some(value) => Blob(postcard::to_stdvec(value).map_err(ser::Error::custom)?).serialize(serializer),
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
        deserializer.deserialize_byte_buf(Bytes)
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Blob;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(Blob(bytes.to_vec()))
    }
}
