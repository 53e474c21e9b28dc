//! Count and compare text: white space, words, endings.

/// Bytes that are set aside for a text before it is known how long it gets: most are no longer.
const LINE: usize = 256;

/// Joins pieces of text, making each run of white space one space and trimming the ends.
#[derive(Default)]
pub(crate) struct Joiner {
    text: String,
    space: bool,
}

impl Joiner {
    /// Puts a break between what came and what comes.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    pub(crate) fn push(&mut self, piece: &str) {
        if self.text.capacity() == 0 {
            self.text.reserve(piece.len().min(LINE));
        }
        let mut rest = piece;
        while let Some(character) = rest.chars().next() {
            // Runs of plain letters, which most of a text is, are taken as a whole.
            let plain = rest.bytes().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len());
            let (taken, left) = rest.split_at(if plain > 0 { plain } else { character.len_utf8() });
            rest = left;
            if is_space(character) {
                self.space = true;
            } else if plain > 0 || !(is_icon(character) || character.is_control()) {
                self.word(taken);
            }
        }
    }

    fn word(&mut self, letters: &str) {
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push_str(letters);
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// White space that may be collapsed. The no-break space is part of the text; control characters are not.
pub(crate) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

/// A character that only some font of icons has.
fn is_icon(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}')
}

/// One space for each run of white space, none at the ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut words = Joiner::default();
    words.push(text);
    words.finish()
}

/// A text that is shown by itself: on one line, without characters that are not seen or turn what stands beside it.
pub(crate) fn line(text: &str) -> String {
    let mut line = Joiner::default();
    for word in text.split_whitespace() {
        line.space();
        word.split(is_unseen).for_each(|piece| line.push(piece));
    }
    line.finish()
}

/// Control characters, direction controls, and marks that are not seen.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffc}')
}

/// A letter of a script that is written without spaces between words.
pub(crate) fn is_unspaced(character: char) -> bool {
    // Most letters stand before the first of them.
    character >= '\u{0e00}'
        && matches!(character,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{20000}'..='\u{3134f}')
}

/// The first letter of the unspaced scripts of which two make a word.
const FIRST_OF_TWO: char = '\u{3040}';

/// A sign that belongs to the letter before it, or joins or parts two letters of one word: accents that stand by
/// themselves, what kills a vowel in the scripts of India, joiners.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{df3}' | '\u{200c}' | '\u{200d}')
}

/// Ends a sentence.
pub(crate) fn is_terminal(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '｡')
}

/// May stand behind the mark that ends a sentence.
pub(crate) fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | '«' | ')' | ']' | '」' | '』' | '“' | '）' | '›')
}

/// Counts words over any number of pieces, a word running on from one piece to the next.
///
/// Where a script has no spaces, two letters count as a word, and four of an alphabet (Thai, Lao, Burmese, Khmer), which
/// is near what dictionaries give.
#[derive(Clone, Copy, Default)]
pub(crate) struct WordCounter {
    words: u32,
    /// Of words without spaces.
    quarters: u32,
    inside: bool,
}

impl WordCounter {
    pub(crate) fn character(&mut self, character: char) {
        if is_unspaced(character) {
            self.quarters += if character < FIRST_OF_TWO { 1 } else { 2 };
            self.inside = false;
        } else if character.is_alphanumeric() {
            self.words += u32::from(!self.inside);
            self.inside = true;
        } else if !(matches!(character, '\'' | '’' | '-' | '\u{ad}' | '.' | ',' | '_') || is_mark(character)) {
            // What may stand inside a word does not end it; a mark at its end is followed by a space, which does.
            self.inside = false;
        }
    }

    pub(crate) fn boundary(&mut self) {
        self.inside = false;
    }

    pub(crate) fn words(self) -> u32 {
        self.words + self.quarters.div_ceil(4)
    }
}

/// How many words a text has.
pub(crate) fn count_words(text: &str) -> u32 {
    let mut counter = WordCounter::default();
    text.chars().for_each(|character| counter.character(character));
    counter.words()
}

/// Cuts a text at a word boundary, with an ellipsis where something was cut.
pub(crate) fn shorten(text: &str, characters: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(characters) else { return text.to_owned() };
    let head = text.get(..limit).unwrap_or_default();
    let cut = head.rfind(is_space).filter(|&at| at > limit / 2).unwrap_or(limit);
    let head = head.get(..cut).unwrap_or_default().trim_end_matches(|character: char| !character.is_alphanumeric());
    format!("{head}…")
}

/// A key under which texts are equal when they read the same: letters and digits, in lower case.
pub(crate) fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            key.push(character.to_ascii_lowercase());
        } else if !character.is_ascii() && character.is_alphanumeric() {
            key.extend(character.to_lowercase());
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_in_scripts_with_and_without_spaces() {
        assert_eq!(count_words("It’s a well-known 3.5-point rise, said Ms O'Neil."), 8);
        assert_eq!(count_words("日本語の文章"), 3);
        assert_eq!(count_words("— … !"), 0);
        assert_eq!(count_words("รถไฟขบวนสุดท้าย"), 4);
        assert_eq!(count_words("हिन्दी में लड़का।"), 3);
        assert_eq!(count_words("cafe\u{301}s می\u{200c}خواهم"), 2);
        assert_eq!(count_words("بيت الشعر، וּבַיִת"), 3);
    }

    #[test]
    fn shortens_at_a_word() {
        assert_eq!(shorten("one two, three", 9), "one two…");
        assert_eq!(shorten("short", 9), "short");
    }
}
