//! Tell from the words in an element's class or id what the element is for.

/// What the words of a class or id say, a bit for each kind of word.
#[derive(Clone, Copy, Default)]
pub(super) struct Markers(u16);

const OTHER: u16 = 1;
const BYLINE: u16 = 1 << 1;
const AUTHOR: u16 = 1 << 2;
const NAME: u16 = 1 << 3;
const ABOUT_AUTHOR: u16 = 1 << 4;
const HEADLINE: u16 = 1 << 5;
const TITLE: u16 = 1 << 6;
const STORY: u16 = 1 << 7;

/// Class and id text longer than this is not looked at further, in bytes: nobody names a box in so many words.
const LONGEST: usize = 200;

impl Markers {
    /// Reads a class or id, whose words are parted at punctuation and at camelCase humps.
    pub fn of(value: &str) -> Self {
        let value = value.get(..value.floor_char_boundary(LONGEST)).unwrap_or_default();
        let mut markers = 0;
        let (mut start, mut after_lower) = (0, false);
        for (at, byte) in value.bytes().enumerate() {
            if !byte.is_ascii_alphanumeric() || (after_lower && byte.is_ascii_uppercase()) {
                markers |= marker(value.get(start..at).unwrap_or_default());
                start = if byte.is_ascii_alphanumeric() { at } else { at + 1 };
            }
            after_lower = byte.is_ascii_lowercase();
        }
        Markers(markers | marker(value.get(start..).unwrap_or_default()))
    }

    /// Readers' comments, or stories other than the page's own.
    pub fn says_other(self) -> bool {
        self.has(OTHER)
    }

    /// A byline, or an author's name.
    pub fn says_byline(self) -> bool {
        !self.has(ABOUT_AUTHOR) && (self.has(BYLINE) || (self.has(AUTHOR) && self.has(NAME)))
    }

    /// Something of the author's, perhaps the name.
    pub fn says_author(self) -> bool {
        !self.has(ABOUT_AUTHOR) && self.has(AUTHOR)
    }

    /// The story's title.
    pub fn says_title(self) -> bool {
        self.has(HEADLINE) || (self.has(TITLE) && self.has(STORY))
    }

    /// A title, the story's or another's.
    pub fn says_any_title(self) -> bool {
        self.has(TITLE) && !self.has(OTHER)
    }

    fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }
}

/// The longest word that means something to us, in bytes.
const LONGEST_WORD: usize = 15;

fn marker(word: &str) -> u16 {
    let mut buffer = [0; LONGEST_WORD];
    let Some(lower) = buffer.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"comments" | b"commentlist" | b"related" | b"recommended" | b"recommendations" | b"sidebar" | b"trending"
        | b"popular" | b"disqus" | b"similar" | b"upnext" | b"latest" => OTHER,
        b"byline" | b"bylines" | b"bylinename" | b"authorname" => BYLINE,
        b"author" | b"authors" | b"autor" | b"autores" | b"auteur" | b"autore" | b"writer" | b"contributor"
        | b"username" | b"reporter" | b"journalist" => AUTHOR,
        b"name" | b"names" | b"fn" | b"vcard" | b"link" => NAME,
        b"avatar" | b"image" | b"img" | b"photo" | b"bio" | b"description" | b"social" | b"icon" | b"count"
        | b"role" | b"job" => ABOUT_AUTHOR,
        b"headline" => HEADLINE,
        b"title" => TITLE | ABOUT_AUTHOR,
        b"entry" | b"post" | b"article" | b"page" | b"story" | b"main" | b"news" | b"blog" => STORY,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_at_punctuation_and_humps() {
        assert!(Markers::of("c-byline__item large").says_byline());
        assert!(Markers::of("postAuthorName").says_byline());
        assert!(Markers::of("entry-title").says_title());
        assert!(Markers::of("box RelatedStories").says_other());
        assert!(Markers::of("author").says_author());
        assert!(!Markers::of("author-bio authorship title-page-x").says_author());
        assert!(!Markers::of("unrelated").says_other());
    }
}
