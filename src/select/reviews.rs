//! Leave out what buyers wrote, where the page is for what is sold: it is to that what comments are to a story.

use super::Page;
use crate::annotate::is_called;
use crate::article::PageType;

/// Words for what one buyer wrote. Those for many are also said of a shop's own page of such texts.
const REVIEW: [&str; 10] =
    ["review", "rezension", "bewertung", "avis", "resena", "reseña", "recensione", "recensie", "recenzja", "opinia"];

/// Drops what calls itself a review.
pub(super) fn drop_reviews(page: &Page<'_, '_>, keep: &mut [bool]) {
    if !matches!(page.judgement.page_type, PageType::Product | PageType::Collection) {
        return;
    }
    let mut node = 0;
    while node < page.dom.len() {
        if is_called(page.dom, node, &REVIEW) {
            keep[page.blocks.inside(page.dom, node)].fill(false);
            node = page.dom.node(node).end;
        } else {
            node += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, PageType, extract, render};

    /// A shop's page of a teapot, with what three buyers wrote in boxes of this name.
    fn page(name: &str) -> String {
        let said = "I have poured with it every morning since March and nothing but tea was on the table afterwards";
        let review = |number| {
            format!(
                "<li class={name}><b>Buyer {number}</b> <span class=stars>5/5</span><p>{said}, {number} times.</p></li>"
            )
        };
        let other = |name| {
            let price = "<b class=price>14.00 €</b> <button>Add to cart</button>";
            format!("<li class=product-card><a href=/product/{name}>{name}</a> {price}</li>")
        };
        format!(
            "<title>Teapot | Tern</title><meta property=og:type content=product>\
            <script type=application/ld+json>{{\"@type\":\"Product\",\"name\":\"Teapot\",\"sku\":\"T1\"}}</script>\
            <nav><a href=/>Home</a> <a href=/shop>Shop</a> <a href=/cart>Cart</a></nav><main class=product>\
            <h1 class=product-title>Teapot</h1><p class=price>48.00 €</p><form class=cart>\
            <label>Size <select><option>S</select></label><label>Quantity <input></label><button>Add to cart</button></form>\
            <div class=product-description><p>Thrown by hand from dark river clay and glazed inside only, so that it keeps the \
            tea hot.</p><ul><li>1.2 litres</li><li>900 grams</li><li>Safe in the oven</li></ul></div>\
            <h2>Customers say</h2><ul class=list>{}</ul><h2>More</h2><ul>{}</ul></main><footer><a href=/returns>Returns</a></footer>",
            [0, 1, 2].map(review).concat(),
            ["Cup", "Jug", "Bowl"].map(other).concat()
        )
    }

    #[test]
    fn what_buyers_wrote_is_left_out_of_what_is_sold() {
        let options = Options { url: Some("https://example.org/product/teapot".into()), ..Options::default() };
        let [named, unnamed] = ["review", "entry"].map(|name| {
            let article = extract(&page(name), &options).unwrap();
            assert_eq!(article.page_type, PageType::Product);
            render::text(&article)
        });
        assert!(unnamed.contains("since March"), "{unnamed}");
        assert!(named.contains("dark river clay") && !named.contains("since March"), "{named}");
    }
}
