//! Name the kinds of element, and say how each behaves in a text.

/// Makes the enum and its names from one list.
macro_rules! tags {
    ($($variant:ident = $name:literal,)*) => {
        /// An element's kind. Names unknown to HTML are [`Tag::Other`], custom elements [`Tag::Custom`], our own [`Tag::Toggle`].
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tag { Text, Other, Custom, Toggle, Foreign, $($variant,)* }

        impl Tag {
            /// The kind of an HTML element with this local name.
            pub fn of(name: &str) -> Tag {
                match name {
                    $($name => Tag::$variant,)*
                    "clearstory-toggle" => Tag::Toggle,
                    // Other names for what HTML has: those of AMP, and players that wait for a click.
                    "amp-img" | "amp-anim" => Tag::Img,
                    "amp-video" => Tag::Video,
                    "amp-audio" => Tag::Audio,
                    "lite-youtube" | "lite-vimeo" | "amp-youtube" | "amp-vimeo" | "amp-iframe" => Tag::Iframe,
                    // MathJax's formulas stand in a line.
                    _ if name.starts_with("mjx-") => Tag::Span,
                    _ if name.contains('-') => Tag::Custom,
                    _ => Tag::Other,
                }
            }

            /// The element's name in HTML; empty where the kind has no single one.
            pub fn name(self) -> &'static str {
                match self {
                    $(Tag::$variant => $name,)*
                    Tag::Text | Tag::Other | Tag::Custom | Tag::Toggle | Tag::Foreign => "",
                }
            }
        }
    };
}

tags! {
    A = "a", Abbr = "abbr", Acronym = "acronym", Address = "address", Area = "area", Article = "article",
    Aside = "aside", Audio = "audio", B = "b", Base = "base", Bdi = "bdi", Bdo = "bdo", Big = "big",
    Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption",
    Center = "center", Cite = "cite", Code = "code", Col = "col", Colgroup = "colgroup", Data = "data",
    Datalist = "datalist", Dd = "dd", Del = "del", Details = "details", Dfn = "dfn", Dialog = "dialog", Dir = "dir",
    Div = "div", Dl = "dl", Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption",
    Figure = "figure", Font = "font", Footer = "footer", Form = "form", Frame = "frame", Frameset = "frameset",
    H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header",
    Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Image = "image", Img = "img",
    Input = "input", Ins = "ins", Kbd = "kbd", Label = "label", Legend = "legend", Li = "li", Link = "link",
    Listing = "listing", Main = "main", Map = "map", Mark = "mark", Marquee = "marquee", Math = "math",
    Menu = "menu", Meta = "meta", Meter = "meter", Nav = "nav", Nobr = "nobr", Noembed = "noembed",
    Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup",
    Option = "option", Output = "output", P = "p", Param = "param", Picture = "picture", Plaintext = "plaintext",
    Pre = "pre", Progress = "progress", Q = "q", Rp = "rp", Rt = "rt", Ruby = "ruby", S = "s", Samp = "samp",
    Script = "script", Search = "search", Section = "section", Select = "select", Slot = "slot", Small = "small",
    Source = "source", Span = "span", Strike = "strike", Strong = "strong", Style = "style", Sub = "sub",
    Summary = "summary", Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td",
    Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time",
    Title = "title", Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video",
    Wbr = "wbr", Xmp = "xmp",
}

impl Tag {
    /// The kind of an element of another namespace: only the roots of pictures and formulas matter.
    pub fn foreign(name: &str) -> Tag {
        match name {
            "svg" => Tag::Svg,
            "math" => Tag::Math,
            _ => Tag::Foreign,
        }
    }

    /// Starts and ends a block of text, as a browser's own style sheet would. Custom elements are taken for blocks:
    /// nearly all of them are components.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Tag::Custom
                | Tag::Html
                | Tag::Body
                | Tag::Div
                | Tag::P
                | Tag::Section
                | Tag::Article
                | Tag::Main
                | Tag::Header
                | Tag::Footer
                | Tag::Aside
                | Tag::Nav
                | Tag::H1
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::H5
                | Tag::H6
                | Tag::Hgroup
                | Tag::Blockquote
                | Tag::Ul
                | Tag::Ol
                | Tag::Menu
                | Tag::Dir
                | Tag::Li
                | Tag::Dl
                | Tag::Dt
                | Tag::Dd
                | Tag::Pre
                | Tag::Listing
                | Tag::Xmp
                | Tag::Plaintext
                | Tag::Figure
                | Tag::Figcaption
                | Tag::Table
                | Tag::Caption
                | Tag::Colgroup
                | Tag::Thead
                | Tag::Tbody
                | Tag::Tfoot
                | Tag::Tr
                | Tag::Td
                | Tag::Th
                | Tag::Form
                | Tag::Fieldset
                | Tag::Legend
                | Tag::Details
                | Tag::Summary
                | Tag::Dialog
                | Tag::Address
                | Tag::Center
                | Tag::Hr
                | Tag::Search
                | Tag::Noscript
                | Tag::Frameset
                | Tag::Optgroup
                | Tag::Marquee
        )
    }

    /// Stands between words, so that texts on its two sides are never one word.
    pub fn breaks_words(self) -> bool {
        self.is_block() || matches!(self, Tag::Br | Tag::Option | Tag::Button)
    }

    /// Something to look at or listen to, rather than to read.
    pub fn is_media(self) -> bool {
        matches!(
            self,
            Tag::Img
                | Tag::Picture
                | Tag::Video
                | Tag::Audio
                | Tag::Iframe
                | Tag::Embed
                | Tag::Object
                | Tag::Svg
                | Tag::Math
                | Tag::Canvas
        )
    }

    /// Nothing inside is part of what a page shows as text.
    pub fn is_unread(self) -> bool {
        matches!(
            self,
            Tag::Head
                | Tag::Script
                | Tag::Style
                | Tag::Template
                | Tag::Select
                | Tag::Datalist
                | Tag::Textarea
                | Tag::Noframes
                | Tag::Noembed
                | Tag::Frame
                | Tag::Map
                | Tag::Title
                | Tag::Meta
                | Tag::Link
                | Tag::Base
        )
    }

    /// A heading's level, 1 to 6.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }
}
