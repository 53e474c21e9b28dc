//! Recognise what a part of a page calls itself: the words in its class, id, role and label.

use crate::page::{Dom, NodeId};

/// A kind of page furniture that names itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Group {
    Navigation,
    Related,
    Newsletter,
    Share,
    Consent,
    Comments,
    Advert,
    Footer,
    Byline,
    Caption,
    Topics,
    Note,
    Form,
}

/// A set of groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Groups(u32);

impl Groups {
    pub(super) fn of(group: Group) -> Self {
        Groups(1 << group as u8)
    }

    pub(super) fn union(self, other: Groups) -> Groups {
        Groups(self.0 | other.0)
    }

    /// Whether a group is among them.
    pub fn has(self, group: Group) -> bool {
        self.0 & (1 << group as u8) != 0
    }
}

/// Class and id text longer than this is not looked at further, in bytes: nobody names a box in so many words.
const LONGEST: usize = 256;

/// Finds the groups that an attribute's value names.
pub(super) fn groups(value: &str) -> Groups {
    let mut found = Groups::default();
    each_word(value, |word| found = found.union(group_of(word)));
    found
}

/// The words of an attribute's value, in lower case.
pub(super) fn words(value: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(value, |word| words.push(word.to_owned()));
    words
}

/// Whether an element calls itself by one of some words, whatever else it calls itself.
pub fn is_called(dom: &Dom<'_>, id: NodeId, names: &[&str]) -> bool {
    let called = ["class", "id", "itemprop"].into_iter().filter_map(|name| dom.attribute(id, name));
    called.flat_map(words).any(|word| names.contains(&word.as_str()))
}

/// Parts a value into words at punctuation and at camelCase humps.
fn each_word(value: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut after_lower = false;
    for character in value.chars().take(LONGEST) {
        if !character.is_alphanumeric() || (after_lower && character.is_uppercase()) {
            if !word.is_empty() {
                take(&word);
            }
            word.clear();
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
        after_lower = character.is_lowercase();
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// Words that name a group. English, and the words that sites in other languages use in their markup.
fn group_of(word: &str) -> Groups {
    let group = match word {
        "nav" | "navigation" | "navbar" | "menu" | "breadcrumb" | "breadcrumbs" | "pagination" | "pager" | "subnav"
        | "masthead" | "topbar" | "skip" | "navegacion" | "navigazione" | "rubriken" => Group::Navigation,
        "related" | "recommended" | "recommendation" | "recommendations" | "recommend" | "teaser" | "teasers"
        | "promo" | "promos" | "readmore" | "readnext" | "morefrom" | "moreon" | "trending" | "popular"
        | "mostread" | "relatedposts" | "relatedarticles" | "relatedstories" | "relatedcontent" | "similar"
        | "upnext" | "outbrain" | "taboola" | "alsoread" | "alsolike" | "seealso" | "verwandt" | "verwandte"
        | "relacionadas" | "relacionados" | "relacionado" | "correlati" | "correlate" | "similaires" | "lirelaussi"
        | "gerelateerd" | "relaterat" | "relaterte" | "powiazane" | "kanren" => Group::Related,
        "newsletter" | "newsletters" | "subscribe" | "subscription" | "signup" | "mailing" | "mailchimp" | "optin"
        | "paywall" | "membership" | "donate" | "donation" | "nieuwsbrief" | "infolettre" | "boletin" => {
            Group::Newsletter
        }
        "share" | "sharing" | "shares" | "sharebar" | "social" | "socials" | "sharedaddy" | "addthis" | "addtoany"
        | "toolbar" | "teilen" | "compartir" | "partager" | "condividi" | "delen" | "dela" => Group::Share,
        "cookie" | "cookies" | "consent" | "gdpr" | "onetrust" | "cookiebar" | "cookiebanner" | "didomi"
        | "cookiebot" | "usercentrics" => Group::Consent,
        "comment" | "comments" | "disqus" | "commentlist" | "respond" | "kommentar" | "kommentare" | "kommentarer"
        | "comentario" | "comentarios" | "commentaire" | "commentaires" | "commenti" | "reacties" => Group::Comments,
        "ad" | "ads" | "advert" | "adverts" | "advertisement" | "advertising" | "adslot" | "adunit" | "sponsor"
        | "sponsored" | "dfp" | "gpt" | "adsense" | "anzeige" | "werbung" | "reklama" | "publicidad" | "pubblicita"
        | "reklam" | "annonce" => Group::Advert,
        "footer" | "foot" | "copyright" | "colophon" | "imprint" | "impressum" | "siteinfo" => Group::Footer,
        "byline" | "author" | "authors" | "dateline" | "timestamp" | "pubdate" | "published" | "posted" | "meta"
        | "date" | "datetime" | "readtime" | "autor" | "auteur" | "autore" => Group::Byline,
        "caption" | "figcaption" | "imgcaption" | "photocaption" | "thumbcaption" | "gallerycaption" | "credit"
        | "credits" | "legend" | "bildunterschrift" | "legende" | "didascalia" => Group::Caption,
        "tag" | "tags" | "topics" | "keywords" | "labels" | "categories" | "taglist" | "etiquetas" => Group::Topics,
        "callout" | "admonition" | "note" | "pullquote" | "pull" | "footnotes" | "footnote" | "infobox" | "factbox" => {
            Group::Note
        }
        _ => return Groups::default(),
    };
    Groups::of(group)
}

/// Whether a text is nothing but the label that law or custom puts over an advertisement.
pub fn is_advert_label(folded: &str) -> bool {
    matches!(
        folded,
        "ad" | "ads"
            | "advert"
            | "advertisement"
            | "advertising"
            | "sponsored"
            | "sponsoredcontent"
            | "paidcontent"
            | "anzeige"
            | "werbung"
            | "publicité"
            | "publicidad"
            | "pubblicità"
            | "publicidade"
            | "advertentie"
            | "reklam"
            | "reklama"
            | "reklame"
            | "annons"
            | "annonse"
            | "annonce"
            | "mainos"
            | "реклама"
            | "広告"
            | "广告"
            | "廣告"
            | "광고"
            | "إعلان"
            | "פרסומת"
            | "advertisementcontinuereadingthemainstory"
            | "storycontinuesbelowadvertisement"
    )
}

/// Whether a heading is nothing but the word for comments, with or without their number.
pub(super) fn is_comments_heading(folded: &str) -> bool {
    matches!(
        folded.trim_matches(char::is_numeric),
        "comment"
            | "comments"
            | "readercomments"
            | "leaveacomment"
            | "leaveareply"
            | "responses"
            | "kommentar"
            | "kommentare"
            | "kommentarer"
            | "commentaire"
            | "commentaires"
            | "comentario"
            | "comentarios"
            | "comentários"
            | "comentário"
            | "commenti"
            | "commento"
            | "reacties"
            | "kommentit"
            | "komentarze"
            | "komentáře"
            | "hozzászólások"
            | "yorumlar"
            | "комментарии"
            | "комментариев"
            | "коментарі"
            | "σχόλια"
            | "תגובות"
            | "تعليقات"
            | "التعليقات"
            | "نظرات"
            | "टिप्पणियाँ"
            | "ความคิดเห็น"
            | "bìnhluận"
            | "komentar"
            | "コメント"
            | "评论"
            | "評論"
            | "댓글"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_words_at_punctuation_and_humps() {
        assert!(groups("article__relatedLinks").has(Group::Related));
        assert!(groups("site-share-bar").has(Group::Share));
        assert!(!groups("downloads shadow unrelated loadable").has(Group::Advert));
    }
}
