//! Streams for files too large to be held: other encodings as UTF-8, other line ends as line feeds.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

const CHUNK: usize = 256 * 1024;

/// Bytes of any encoding as UTF-8.
struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    is_at_end: bool,
}

/// Turns a stream into UTF-8. A byte-order mark is left out.
pub fn transcoded<'r>(inner: impl Read + 'r, encoding: &'static Encoding) -> impl Read + 'r {
    Transcoded { inner, decoder: encoding.new_decoder_with_bom_removal(), raw: vec![0; CHUNK], text: Vec::new(), given: 0, is_at_end: false }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.is_at_end {
            let got = self.inner.read(&mut self.raw)?;
            self.is_at_end = got == 0;
            let raw = self.raw.get(..got).unwrap_or_default();
            let room = self.decoder.max_utf8_buffer_length(got).unwrap_or(got * 3 + 16);
            self.text.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.is_at_end);
            self.text.truncate(written);
            self.given = 0;
        }
        let waiting = self.text.get(self.given..).unwrap_or_default();
        let count = waiting.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

/// A stream of old Macs, with CR for line ends.
pub struct ReturnsAsLines<R>(pub R);

impl<R: Read> Read for ReturnsAsLines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let got = self.0.read(out)?;
        for byte in out.iter_mut().take(got).filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
        Ok(got)
    }
}
