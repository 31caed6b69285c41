//! A number that tells texts again: FNV-1a, the same on every machine and in every version. Nobody gains by two texts that
//! share it.

/// Taken bit by bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Takes a text in; its end counts, so that "a", "bc" and "ab", "c" are two.
    pub fn take(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use crate::model::import::fingerprint::Fingerprint;

    #[test]
    fn where_a_text_ends_counts() {
        let of = |texts: &[&str]| {
            let mut fingerprint = Fingerprint::default();
            for text in texts {
                fingerprint.take(text);
            }
            fingerprint.number()
        };
        assert_eq!(of(&["a", "bc"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", "bc"]), of(&["ab", "c"]));
        // So it must stay: workspaces keep it.
        assert_eq!(of(&["Partwell"]), 0xe35a_67c6_818b_9ec4);
    }
}
