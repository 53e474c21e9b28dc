//! Write a formula as MathML of elements on the list, with its TeX beside it.

use super::builder::Elements;
use super::{mathml, tex};
use crate::annotate::Formula;
use crate::article::Attributes;
use crate::page::Dom;

/// A formula as elements, the outermost of which is a `<math>`; nothing where there is nothing to see, or no room to show
/// it. TeX that cannot be converted stands there as it was written.
pub(super) fn elements(dom: &Dom<'_>, formula: &Formula, converter: &mut tex::Converter) -> Option<Elements> {
    let tex = formula.tex.as_deref();
    let copied = formula.mathml.and_then(|math| mathml::elements(dom, math));
    let is_copied = copied.is_some();
    let converted = || converter.convert(tex?, formula.is_display);
    let quoted = || Some(vec![(0, "mtext", Attributes::default()), (1, "#text", text(tex?))]);
    let inside = copied.or_else(converted).or_else(quoted)?;
    let mut attributes = Attributes::default();
    if formula.is_display {
        attributes.0.push(("display".to_owned(), "block".to_owned()));
    }
    attributes.0.extend(tex.map(|tex| ("alttext".to_owned(), crate::text::collapse(tex))));
    let inside = inside.into_iter().map(|(depth, tag, attributes)| (depth + 1, tag, attributes));
    let elements = std::iter::once((0, "math", attributes)).chain(inside).collect();
    (is_copied || converter.admits(&elements)).then_some(elements)
}

/// What a step of [`Elements`] that is a text has for its attributes.
pub(super) fn text(text: &str) -> Attributes {
    Attributes(vec![(String::new(), crate::text::collapse(text))])
}

#[cfg(test)]
mod tests {
    use crate::{Article, Options, extract, render};

    const MATH: &str = "<math><semantics><msup><mi>n</mi><mn>2</mn></msup>\
        <annotation encoding=application/x-tex>n^2</annotation></semantics></math>";

    /// A story with a formula in a sentence.
    fn story(formula: &str) -> Article {
        let more =
            "<p>Everybody shook hands with everybody else, and the mayor, who had counted, was late for his soup.</p>";
        let page = format!(
            "<title>Hands</title><article><h1>Hands</h1><p>Where {formula} people meet, each pair of them \
            shakes hands once, and it takes the better part of an evening.</p>{more}{more}</article>"
        );
        extract(&page, &Options::default()).unwrap()
    }

    /// The line of a rendering that the formula stands in.
    fn line(rendering: &str) -> &str {
        rendering.lines().find(|line| line.contains("people meet")).unwrap_or_default()
    }

    /// The formula as it stands in the story's HTML.
    fn html(formula: &str) -> String {
        let html = render::html_fragment(&story(formula).content);
        let end = html.rfind("</math>").map_or(0, |at| at + "</math>".len());
        html[html.find("<math").unwrap_or_default()..end].to_owned()
    }

    #[test]
    fn a_formula_that_is_there_twice_is_read_once() {
        let drawn = "<span class=MathJax><span class=math>n2</span></span>";
        for formula in [
            MATH.to_owned(),
            format!(
                "<span class=katex><span class=katex-mathml>{MATH}</span><span class=katex-html aria-hidden=true><span \
                class=mord>n</span><span class=msupsub>2</span></span></span>"
            ),
            format!(
                "<mjx-container><mjx-math class=MJX-TEX><mjx-mi>n</mjx-mi><mjx-mn>2</mjx-mn></mjx-math>\
                <mjx-assistive-mml>{MATH}</mjx-assistive-mml></mjx-container>"
            ),
            format!(
                "<span class=mwe-math-element><span style='display: none'>{MATH}</span><img src=/n.svg alt='n^2' \
                class=mwe-math-fallback-image-inline></span>"
            ),
            format!("<span class=MathJax_Preview>n2</span>{drawn}<script type=math/tex>n^2</script>"),
            "<img class=latex src=/n.png alt='n^2'>".to_owned(),
            "<math alttext='n^2'><mi>n</mi></math>".to_owned(),
        ] {
            let text = render::text(&story(&formula));
            assert!(line(&text).starts_with("Where n^2 people meet, each pair"), "{formula}: {text}");
        }
    }

    #[test]
    fn what_is_drawn_stays_where_it_is_all_there_is() {
        assert!(line(&render::text(&story("<span class=katex-html>n</span>"))).starts_with("Where n people"));
    }

    #[test]
    fn a_formula_at_either_end_of_a_paragraph_is_a_part_of_it() {
        let page = format!(
            "<title>Hands</title><article><p>{MATH} people met in the town hall of Ettering, and each of them shook hands \
            with all of the others, who were <script type=math/tex>n - 1</script></p></article>"
        );
        let text = render::text_fragment(&extract(&page, &Options::default()).unwrap().content);
        assert!(text.starts_with("n^2 people met") && text.ends_with("who were n - 1\n"), "{text}");
    }

    #[test]
    fn a_page_of_nothing_but_formulas_is_read() {
        let formulas = "<script type=math/tex>x</script> and <script type=math/tex>|x|||||||||</script> ".repeat(9_000);
        let page = format!("<article><p>It rained all night, and in the morning the river stood at {formulas}</p>");
        let text = render::text(&extract(&page, &Options::default()).unwrap());
        assert_eq!(text.matches("|x|||||||||").count(), 9_000);
    }

    #[test]
    fn tex_becomes_mathml_and_stays_beside_it() {
        assert_eq!(
            html("<script type=math/tex>\\frac{n_0}{2}\n% half</script>"),
            "<math alttext=\"\\frac{n_0}{2}\"><mfrac><msub><mi>n</mi><mn>0</mn></msub><mn>2</mn></mfrac></math>"
        );
        assert_eq!(
            html("<script type='math/tex; mode=display'>a \\tag{7}</script>"),
            "<math display=\"block\" alttext=\"a \\tag{7}\"><mtable displaystyle=\"true\" scriptlevel=\"0\"><mtr>\
            <mtd></mtd><mtd><mi>a</mi></mtd><mtd columnalign=\"right\"><mtext>(7)</mtext></mtd></mtr></mtable></math>"
        );
    }

    #[test]
    fn tex_that_cannot_be_converted_can_be_read() {
        assert_eq!(
            html("<script type=math/tex>\\unheard{of} < 2</script>"),
            "<math alttext=\"\\unheard{of} &lt; 2\"><mtext>\\unheard{of} &lt; 2</mtext></math>"
        );
    }

    #[test]
    fn only_elements_and_values_of_the_list_stand_in_a_formula() {
        for (page, written) in [
            ("<mi>x<b>y</b></mi>", "<mi>xy</mi>"),
            ("<mrow>loose<mi>x</mi></mrow>", "<mrow><mi>x</mi></mrow>"),
            ("<mi>x</mi><math><mi>y</mi></math>", "<mi>x</mi><mrow><mi>y</mi></mrow>"),
            ("<mfrac><mi>x</mi></mfrac>", "<mrow><mi>x</mi></mrow>"),
            ("<mi>x</mi><svg><a href=/><text>y</text></a></svg>", "<mi>x</mi>"),
            (
                "<mfenced close=]><mi>x</mi><mi>y</mi></mfenced><mo>!</mo>",
                "<mrow><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>]</mo></mrow><mo>!</mo>",
            ),
            (
                "<mfenced open='' close='' separators=''><mi>x</mi></mfenced>",
                "<mrow><mo></mo><mi>x</mi><mo></mo></mrow>",
            ),
            ("<mo stretchy=maybe form=prefix>+</mo>", "<mo form=\"prefix\">+</mo>"),
            (
                "<mo lspace=0 rspace=.25em minsize=1.2em>+</mo>",
                "<mo lspace=\"0\" minsize=\"1.2em\" rspace=\".25em\">+</mo>",
            ),
            ("<mo lspace=999em rspace=calc(1em) minsize=1vw>+</mo>", "<mo>+</mo>"),
            ("<mi id=x class=y href=/z mathvariant=normal>x</mi>", "<mi mathvariant=\"normal\">x</mi>"),
        ] {
            assert_eq!(html(&format!("<math>{page}</math>")), format!("<math>{written}</math>"));
        }
    }

    #[test]
    fn a_formula_that_nests_too_deep_is_left_out_unless_its_tex_is_known() {
        let deep = format!("{}<mi>x</mi>", "<mrow>".repeat(5_000));
        assert!(line(&render::text(&story(&format!("<math>{deep}</math>")))).starts_with("Where people meet"));
        assert_eq!(html(&format!("<math alttext=y>{deep}</math>")), "<math alttext=\"y\"><mi>y</mi></math>");
    }
}
