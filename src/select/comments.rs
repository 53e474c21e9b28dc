//! Leave out what readers wrote about a story, where the page is the story's and not theirs.

use super::{Page, words_where};
use crate::article::PageType;

/// Drops comments, but not where nothing else of any length is kept, nor where the page is for them.
pub(super) fn drop_comments(page: &Page<'_, '_>, keep: &mut [bool]) {
    let is_for_story = page.is_story() || page.judgement.page_type == PageType::Service;
    if !is_for_story || !page.posts.list().is_empty() {
        return;
    }
    let is_comment = |at: usize| page.surroundings.features[at].is_comment;
    let has_story = (0..keep.len()).any(|at| keep[at] && !is_comment(at) && page.blocks.list[at].is_long());
    if !has_story {
        return;
    }
    // Where they are most of what is kept, the model has taken them for the story.
    let are_most = words_where(page, keep, is_comment) > words_where(page, keep, |at| !is_comment(at));
    for (at, keep) in keep.iter_mut().enumerate() {
        *keep &= !is_comment(at) || (page.is_sure(at) && !are_most);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract, render};

    const STORY: &str = "<p>The ferry to Osier Island will run on Sundays again from the first of June, after eleven years \
        in which islanders who wanted to go to church had to row, and the harbour board has printed a card that says so.</p>\
        <p>There will be a boat at nine, another at noon and a last one at six, which waits for the end of evensong if the \
        verger raises the flag, and which does not wait if he has gone home, whatever the hymn and however many verses.</p>\
        <p>The service was given up when the old ferry failed her inspection. Her successor was bought second-hand from a \
        lake, and she spent two winters on the slip while the board looked for somebody who could read the manual.</p>\
        <p>She carries forty, and has a heater that cannot be turned off. The first crossing is free, and the harbour \
        master asks that nobody stand up to wave, since she was built for people who sit and look at mountains.</p>";

    /// The story with so many long comments below it, none of them like another.
    fn page(comments: usize) -> String {
        let comment = |number: usize| {
            let counted = (0..8).map(|at| format!("I rowed it {} times in year {at}, of which", number * 8 + at));
            let text: Vec<String> = counted.collect();
            format!(
                "<div class=comment><div class=head><b>reader{number}</b> 3 May</div>\
                <div class=body><p>{} one was in fog.</p></div></div>",
                text.join(" ")
            )
        };
        let comments: String = (0..comments).map(comment).collect();
        format!(
            "<title>Sunday boats</title><div><h1>Sunday boats</h1>{STORY}</div><div class=comments>{comments}</div>"
        )
    }

    #[test]
    fn a_story_is_the_same_with_any_number_of_comments() {
        let text = |comments: usize| render::text(&extract(&page(comments), &Options::default()).unwrap());
        let alone = text(0);
        assert!(alone.contains("look at mountains"));
        for comments in [3, 30, 300] {
            assert_eq!(text(comments), alone, "{comments} comments");
        }
    }

    #[test]
    fn what_is_written_below_the_beginning_of_a_thread_is_the_conversation() {
        let thread = page(30).replacen("<div>", "<div class=ThreadView>", 1);
        let text = render::text(&extract(&thread, &Options::default()).unwrap());
        assert!(text.contains("look at mountains") && text.contains("I rowed it 239 times"));
    }

    #[test]
    fn comments_that_the_model_takes_for_the_story_are_left_out() {
        let said = [
            "I keep mine open with a stone",
            "my uncle had two and no name",
            "the rule was made for hotels",
            "they shut mine on a Tuesday",
            "a name is painted over in a minute",
        ];
        let comment = |number: usize| {
            let [one, other] = [said[number % 5], said[number / 5 % 5]];
            format!(
                "<li id=comment-{number}><p>Well, {one}, and I would say that in {number} it was not otherwise, since \
                {other}; at least that is what Bo told me, and he counts {number} boxes on his side.</p>\
                <p><cite>Comment by Cy — 17.07, 2011 @ <a href=#comment-{number}>13:{number}</a></cite></p></li>"
            )
        };
        let comments: String = (10..60).map(comment).collect();
        let (story, _) = STORY.split_at(STORY.rfind("<p>").unwrap());
        let page = format!(
            "<title>Sunday boats | Post and Ferry</title><div id=header><h1><a href=/>Post and Ferry</a></h1></div>\
            <div id=menu><ul><li>Pages<ul><li><a href=/about>About</a></li></ul></li></ul></div><div id=content>\
            <div class=post><h3><a href=/2011/07/boats.html rel=bookmark>Sunday boats</a></h3>{story}</div>\
            <h2 id=comments>50 Comments</h2><ol id=commentlist>{comments}</ol></div>"
        );
        let text = render::text(&extract(&page, &Options::default()).unwrap());
        assert!(text.contains("read the manual") && !text.contains("Well, "), "{text}");
    }
}
