//! Hash tables of words that are packed as bytes: of a list of 39,000 names a start reads nothing, and a look-up a few bytes.

use serde::{Deserialize, Serialize};

use super::token::{Norm, hash};
use crate::packed::Blob;

/// Numbers under the norms of words; under one norm there may be several.
///
/// An open hash table, eight bytes a slot: the norm in the upper half, the number in the lower. What stands under a norm is
/// in the first slots from its own on that are not free.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Index(Blob);

/// A free slot.
const FREE: u64 = u64::MAX;

impl Index {
    /// The table of some numbers, of which none is `u32::MAX`.
    pub(super) fn new(numbers: impl IntoIterator<Item = (Norm, u32)>) -> Self {
        let mut records: Vec<u64> =
            numbers.into_iter().map(|(norm, number)| u64::from(norm.0) << 32 | u64::from(number)).collect();
        records.sort_unstable();
        records.dedup();
        // With a third of the slots free, few are asked in a look-up.
        let mut slots = vec![FREE; records.len() * 3 / 2 + 1];
        for record in records {
            let mut at = own(Norm((record >> 32) as u32), slots.len());
            while slots[at] != FREE {
                at = (at + 1) % slots.len();
            }
            slots[at] = record;
        }
        Self(slots.into_iter().flat_map(u64::to_le_bytes).collect())
    }

    /// The numbers under a norm.
    pub(super) fn get(&self, norm: Norm) -> impl Iterator<Item = u32> {
        let (slots, _) = self.0.bytes().as_chunks::<8>();
        let (before, after) = slots.split_at(own(norm, slots.len()));
        let taken = after.iter().chain(before).map(|slot| u64::from_le_bytes(*slot)).take_while(|slot| *slot != FREE);
        taken.filter(move |slot| slot >> 32 == u64::from(norm.0)).map(|slot| slot as u32)
    }
}

/// The slot that is asked first for a norm.
fn own(norm: Norm, slots: usize) -> usize {
    ((u64::from(norm.0) * slots as u64) >> 32) as usize
}

/// A set of words that is too long to be read, whatever their capitals. It knows them by 64 bits: of 39,000 words one word in
/// 10¹⁴ that is none of them is taken for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LongList(Index);

impl LongList {
    /// The set of some words.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(Index::new(words.into_iter().map(parts)))
    }

    /// Whether a word is in the set.
    pub fn has(&self, word: &str) -> bool {
        let (norm, check) = parts(word);
        self.0.get(norm).any(|known| known == check)
    }
}

/// The norm of a word, and the other half of its hash.
fn parts(word: &str) -> (Norm, u32) {
    let hash = hash(word);
    (Norm::of_hash(hash), hash as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_and_nothing_else() {
        // Norms at both ends, so that slots are asked beyond the last one.
        let norms: Vec<Norm> = (0..900).map(|at| Norm(if at % 2 == 0 { u32::MAX - at } else { at / 90 })).collect();
        let index = Index::new(norms.iter().zip(0..).map(|(norm, number)| (*norm, number)));
        for (norm, number) in norms.iter().zip(0..) {
            assert!(index.get(*norm).any(|known| known == number), "{norm:?}");
            assert!(index.get(*norm).all(|known| norms[known as usize] == *norm), "{norm:?}");
        }
        assert_eq!(index.get(Norm(77_777)).count(), 0);
        assert_eq!(Index::default().get(Norm(0)).count(), 0);
        assert_eq!(Index::new([]).get(Norm(0)).count(), 0);
    }

    #[test]
    fn a_word_is_in_a_list_whatever_its_capitals() {
        let list = LongList::new(["Anna", "Jean-Baptiste", "Łucja"]);
        assert!(list.has("ANNA") && list.has("łucja") && list.has("Jean-Baptiste"));
        assert!(!list.has("Ann") && !list.has("Anna-Baptiste"));
    }
}
