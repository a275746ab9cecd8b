//! What control words mean: where the text of a group goes, and which characters they stand for.

use crate::document::Role;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// The story that is being read.
    Text,
    /// Nowhere, and nor does what stands in groups within.
    Skip,
    /// Nowhere; groups within may go somewhere.
    Ignore,
    /// The list of fonts.
    Fonts,
    /// The code of a field.
    Code,
    /// A text of its own, pushed when its group ends.
    Gather(Gather),
    /// The bytes of an embedded object, in hex.
    Object,
}

/// What becomes of a text of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gather {
    Property(Role),
    /// Who commented.
    Commenter,
    /// Who changed something; each in a group of its own.
    Reviser,
    /// The name of a property that someone defined, or its value.
    Name,
    Value,
    /// The name of a shape's property, or its value.
    ShapeName,
    ShapeValue,
    /// What programs keep in the text: variables, index entries.
    Machine,
    /// A tag of the web page that was made into this document.
    Tag,
}

/// What a control word does to its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    To(To),
    /// A text of its own in this part.
    Story(&'static str, Role),
    /// The same in two ways, of which the second is better: `\upr{...}{\*\ud{...}}`.
    Twice,
    Better,
}

/// The destination that the word names.
pub(super) fn destination(word: &[u8]) -> Option<Destination> {
    use Gather::{Commenter, Machine, Name, Property, Reviser, ShapeName, ShapeValue, Tag, Value};
    let gather = |gather| Destination::To(To::Gather(gather));
    Some(match word {
        b"fonttbl" => Destination::To(To::Fonts),
        b"fldinst" => Destination::To(To::Code),
        b"fldrslt" | b"result" => Destination::To(To::Text),
        b"objdata" => Destination::To(To::Object),
        b"header" | b"headerl" | b"headerr" | b"headerf" => Destination::Story("header", Role::HeaderFooter),
        b"footer" | b"footerl" | b"footerr" | b"footerf" => Destination::Story("footer", Role::HeaderFooter),
        b"footnote" => Destination::Story("footnotes", Role::Body),
        b"annotation" => Destination::Story("comments", Role::Comment),
        b"shptxt" | b"dptxbxtext" => Destination::Story("text boxes", Role::Body),
        b"title" | b"subject" | b"company" | b"category" | b"keywords" | b"comment" | b"doccomm" => {
            gather(Property(Role::Property))
        }
        b"author" | b"manager" | b"operator" => gather(Property(Role::Author)),
        b"atnauthor" | b"atnid" => gather(Commenter),
        b"revtbl" => gather(Reviser),
        b"propname" => gather(Name),
        b"staticval" => gather(Value),
        b"sn" => gather(ShapeName),
        b"sv" => gather(ShapeValue),
        b"docvar" | b"xe" => gather(Machine),
        b"htmltag" | b"mhtmltag" => gather(Tag),
        b"upr" => Destination::Twice,
        b"ud" => Destination::Better,
        b"info" | b"userprops" | b"pict" | b"shppict" | b"picprop" | b"shpinst" | b"shpgrp" | b"shp" | b"sp"
        | b"do" | b"background" => Destination::To(To::Ignore),
        b"colortbl"
        | b"stylesheet"
        | b"listtext"
        | b"pntext"
        | b"pntxta"
        | b"pntxtb"
        | b"nonshppict"
        | b"shprslt"
        | b"nonesttables"
        | b"creatim"
        | b"revtim"
        | b"printim"
        | b"buptim"
        | b"atntime"
        | b"atndate"
        | b"atnref"
        | b"atnparent"
        | b"atrfstart"
        | b"atrfend"
        | b"atnicn"
        | b"bkmkstart"
        | b"bkmkend"
        | b"filetbl"
        | b"listtable"
        | b"listoverridetable"
        | b"generator"
        | b"template"
        | b"themedata"
        | b"colorschememapping"
        | b"datastore"
        | b"latentstyles"
        | b"datafield"
        | b"hlinkbase"
        | b"tc"
        | b"falt"
        | b"panose"
        | b"fontemb"
        | b"fontfile"
        | b"objclass"
        | b"objname"
        | b"objalias"
        | b"objsect"
        | b"private"
        | b"nesttableprops"
        | b"rsidtbl"
        | b"xmlnstbl"
        | b"mmathPr" => Destination::To(To::Skip),
        _ => return None,
    })
}

/// The character that the word stands for.
pub(super) fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"tab" => "\t",
        b"line" | b"softline" => "\n",
        b"emdash" => "\u{2014}",
        b"endash" => "\u{2013}",
        b"lquote" => "\u{2018}",
        b"rquote" => "\u{2019}",
        b"ldblquote" => "\u{201c}",
        b"rdblquote" => "\u{201d}",
        b"bullet" => "\u{2022}",
        b"emspace" | b"enspace" | b"qmspace" => " ",
        _ => return None,
    })
}
