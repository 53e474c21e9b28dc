//! Understand dates: those in data by jiff, those written for people by their shape.

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;

/// Years that a story on the web can have been written in. Older ones are a subject, not a date of publication.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Numbers of seconds that are taken for a moment since 1970: the years from 1994 to 2100.
const MOMENTS: std::ops::RangeInclusive<i64> = 757_382_400..=4_133_980_800;

/// Which part comes first where a date is three numbers with slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// The ISO 8601 form of a date in a page's data, as exact as it is given.
pub(super) fn normalise(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    let date = iso(text).or_else(|| mail(text)).or_else(|| moment(text));
    date.or_else(|| find(text, order).map(|found| found.date))
}

fn iso(text: &str) -> Option<String> {
    let pieces = temporal::Pieces::parse(text).ok()?;
    let date = Some(pieces.date()).filter(is_likely)?;
    let Some(time) = pieces.time() else { return Some(date.to_string()) };
    let offset = match pieces.offset() {
        Some(temporal::PiecesOffset::Zulu) => "Z".to_owned(),
        Some(offset) => zone(offset.to_numeric_offset()),
        None => String::new(),
    };
    Some(format!("{}{offset}", date.to_datetime(time)))
}

/// Dates as mail writes them: `Fri, 05 Sep 2025 10:00:00 +0200`.
fn mail(text: &str) -> Option<String> {
    let date = rfc2822::DateTimeParser::new().parse_zoned(text).ok()?;
    is_likely(&date.date()).then(|| with_zone(date.datetime(), date.offset()))
}

/// Seconds or milliseconds since 1970.
fn moment(text: &str) -> Option<String> {
    let number: i64 = text.parse().ok()?;
    let seconds = [number, number / 1000].into_iter().find(|seconds| MOMENTS.contains(seconds))?;
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_string())
}

fn with_zone(at: DateTime, offset: Offset) -> String {
    format!("{at}{}", zone(offset))
}

fn zone(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn is_likely(date: &Date) -> bool {
    YEARS.contains(&date.year())
}

/// Whether two dates in ISO 8601 are of days one after the other.
pub(super) fn is_next_day(one: &str, other: &str) -> bool {
    let day = |text: &str| text.get(..10).and_then(|text| text.parse::<Date>().ok());
    matches!((day(one), day(other)), (Some(one), Some(other))
        if one.tomorrow().is_ok_and(|next| next == other) || other.tomorrow().is_ok_and(|next| next == one))
}

/// A date that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// ISO 8601.
    pub date: String,
    /// Where in the text it begins and ends, in bytes.
    pub range: std::ops::Range<usize>,
}

/// The first date in a text.
pub(super) fn find(text: &str, order: Order) -> Option<Found> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let window = tokens.get(at..)?;
        let date = spelled(window).or_else(|| numeric(window, order))?;
        let last = window.get(2)?;
        Some(Found { date: date.to_string(), range: window.first()?.start..last.end })
    })
}

/// A run of digits or of letters, and what stands before it.
struct Token<'t> {
    kind: Kind,
    /// The characters since the token before it, without white space; nothing matters beyond the first.
    gap: Option<char>,
    spaced: bool,
    start: usize,
    end: usize,
    text: &'t str,
}

enum Kind {
    Number(i32),
    Word,
}

/// The most tokens of a text that are looked at.
const MOST_TOKENS: usize = 60;

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut gap, mut spaced) = (None, false);
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        if !first.is_alphanumeric() {
            spaced |= first.is_whitespace();
            gap = gap.or(Some(first).filter(|character| !character.is_whitespace()));
            continue;
        }
        let digits = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        // Each sign of 2024年1月5日 is a word of its own.
        let alone = crate::text::is_unspaced(first);
        while let Some(&(at, next)) = characters.peek().filter(|(_, next)| {
            !alone && next.is_alphanumeric() && next.is_ascii_digit() == digits && !crate::text::is_unspaced(*next)
        }) {
            end = at + next.len_utf8();
            characters.next();
        }
        let text = text.get(start..end).unwrap_or_default();
        if matches!(text, "st" | "nd" | "rd" | "th" | "de" | "of" | "del" | "di" | "º" | "ª" | "er")
            && !tokens.is_empty()
        {
            continue;
        }
        let kind = text.parse().map_or(Kind::Word, Kind::Number);
        tokens.push(Token { kind, gap, spaced, start, end, text });
        (gap, spaced) = (None, false);
    }
    tokens
}

/// `5 September 2025`, `September 5, 2025`, `2025 September 5`, and the same in other languages.
fn spelled(window: &[Token<'_>]) -> Option<Date> {
    let [first, second, third, ..] = window else { return None };
    let (year, month, day) = match (&first.kind, &second.kind, &third.kind) {
        (Kind::Number(day), Kind::Word, Kind::Number(year)) if *day <= 31 => (*year, month(second.text)?, *day),
        (Kind::Word, Kind::Number(day), Kind::Number(year)) => (*year, month(first.text)?, *day),
        (Kind::Number(year), Kind::Word, Kind::Number(day)) => (*year, month(second.text)?, *day),
        _ => return None,
    };
    let close = |token: &Token<'_>| matches!(token.gap, None | Some('.' | ',' | '-' | '/' | '،' | '\''));
    (close(second) && close(third)).then(|| civil(year, month, day)).flatten()
}

/// `2025-09-05`, `2025/9/5`, `05.09.2025`, `9/5/2025`, `2025年9月5日`, `2025년 9월 5일`.
fn numeric(window: &[Token<'_>], order: Order) -> Option<Date> {
    if let [first, year_sign, second, month_sign, third, ..] = window
        && matches!((year_sign.text, month_sign.text), ("年", "月") | ("년", "월"))
        && let (Kind::Number(year), Kind::Number(month), Kind::Number(day)) = (&first.kind, &second.kind, &third.kind)
    {
        return civil(*year, *month, *day);
    }
    let [first, second, third, ..] = window else { return None };
    let (Kind::Number(one), Kind::Number(two), Kind::Number(three)) = (&first.kind, &second.kind, &third.kind) else {
        return None;
    };
    let mark = second.gap.filter(|&mark| third.gap == Some(mark) && matches!(mark, '-' | '/' | '.'))?;
    // Longer rows of numbers are telephone numbers and versions.
    if window.get(3).is_some_and(|next| matches!(next.kind, Kind::Number(_)) && next.gap == Some(mark) && !next.spaced)
    {
        return None;
    }
    if first.text.len() == 4 {
        return civil(*one, *two, *three);
    }
    let year = match third.text.len() {
        4 => *three,
        2 if mark == '/' => 2000 + *three,
        _ => return None,
    };
    let (day, month) = match (mark, order) {
        _ if *one > 12 => (*one, *two),
        _ if *two > 12 => (*two, *one),
        ('/' | '-', Order::MonthFirst) => (*two, *one),
        _ => (*one, *two),
    };
    civil(year, month, day)
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(is_likely)
}

/// The number of a month by its name, whole or cut short.
fn month(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    if word.chars().count() < SHORTEST_MONTH {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.split(' ').any(|name| name.starts_with(&word)))?;
    i32::try_from(at + 1).ok()
}

/// How many letters are the least that stand for a month.
const SHORTEST_MONTH: usize = 3;

/// The months' names in the languages of Europe, and in Turkish, Indonesian and Arabic, as dates have them.
const MONTHS: [&str; 12] = [
    "january januar januari janvier enero gennaio janeiro stycznia января січня ledna ocak tammikuuta január ianuarie \
     ιανουαρίου يناير",
    "february februar februari février fevereiro febrero febbraio lutego февраля лютого února şubat helmikuuta február \
     φεβρουαρίου فبراير pebruari",
    "march märz maart mars marzo março marca марта березня března mart maaliskuuta március martie μαρτίου مارس maret \
     mrt mrz",
    "april avril abril aprile kwietnia апреля квітня dubna nisan huhtikuuta április aprilie απριλίου أبريل",
    "may mai mei mayo maggio maio maj maja мая травня května mayıs toukokuuta május μαΐου مايو",
    "june juni juin junio giugno junho czerwca июня червня června haziran kesäkuuta június iunie ιουνίου يونيو",
    "july juli juillet julio luglio julho lipca июля липня července temmuz heinäkuuta július iulie ιουλίου يوليو",
    "august augustus août aout agosto sierpnia августа серпня srpna ağustos elokuuta augusztus αυγούστου أغسطس agustus",
    "september septembre septiembre setiembre settembre setembro września сентября вересня září eylül syyskuuta \
     szeptember septembrie σεπτεμβρίου سبتمبر",
    "october oktober octobre octubre ottobre outubro października октября жовтня října ekim lokakuuta október \
     octombrie οκτωβρίου أكتوبر",
    "november novembre noviembre novembro listopada ноября kasım marraskuuta noiembrie νοεμβρίου نوفمبر nopember",
    "december dezember décembre decembre diciembre dicembre dezembro desember grudnia декабря грудня prosince aralık \
     joulukuuta decembrie δεκεμβρίου ديسمبر",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn data(text: &str) -> Option<String> {
        normalise(text, Order::MonthFirst)
    }

    #[test]
    fn keeps_dates_in_data_as_exact_as_they_are() {
        for (text, expected) in [
            ("2025-09-04", "2025-09-04"),
            ("2025-09-04T10:20:30+02:00", "2025-09-04T10:20:30+02:00"),
            ("2025-09-04T10:20:30.000Z", "2025-09-04T10:20:30Z"),
            ("2025-09-04T10:20-0530", "2025-09-04T10:20:00-05:30"),
            ("2025-09-04 10:20:30", "2025-09-04T10:20:30"),
            ("Thu, 04 Sep 2025 10:20:30 +0000", "2025-09-04T10:20:30+00:00"),
            ("1756981230", "2025-09-04T10:20:30Z"),
            ("1756981230000", "2025-09-04T10:20:30Z"),
            ("20250904", "2025-09-04"),
            ("Thu Sep 04 2025 10:20:30 GMT+0200", "2025-09-04"),
        ] {
            assert_eq!(data(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "yesterday",
            "2025-13-40",
            "0001-01-01T00:00:00",
            "1.2.3",
            "12345",
            "555-123-4567",
            "Marketing 12 2024",
        ] {
            assert_eq!(data(text), None, "{text}");
        }
    }

    #[test]
    fn finds_dates_written_for_people() {
        for (text, expected) in [
            ("Published on September 4th, 2025 at noon", "2025-09-04"),
            ("4 Sept. 2025", "2025-09-04"),
            ("4. Januar 2025", "2025-01-04"),
            ("le 4 août 2025", "2025-08-04"),
            ("4 de marzo de 2025", "2025-03-04"),
            ("4 сентября 2025", "2025-09-04"),
            ("04.09.2025, 10:20", "2025-09-04"),
            ("2025/9/4", "2025-09-04"),
            ("9/4/2025", "2025-09-04"),
            ("25/4/2025", "2025-04-25"),
            ("2025年9月4日", "2025-09-04"),
            ("2025년 9월 4일", "2025-09-04"),
            ("04-Sep-2025", "2025-09-04"),
        ] {
            assert_eq!(find(text, Order::MonthFirst).map(|found| found.date).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(find("4/9/2025", Order::DayFirst).map(|found| found.date).as_deref(), Some("2025-09-04"));
    }
}
