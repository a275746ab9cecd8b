//! What each element means. Elements of several namespaces have the same name: where they stand tells them apart.

use super::super::place::{Kind, Place};
use super::super::value::count;
use super::{Open, Reader, Then};
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::xml::Tag;

/// Styles of hidden slides that are remembered.
const MOST_STYLES: usize = 10_000;
/// Bytes of a field's text.
const LONGEST: usize = 64 << 10;

impl Reader<'_> {
    pub(super) fn start(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Then, ExtractError> {
        if self.is_in_paragraph()
            && let Some(then) = self.within_paragraph(tag, sink)?
        {
            return Ok(then);
        }
        let open = match tag.name() {
            b"p" => self.begin_paragraph(None),
            b"h" => self.begin_heading(),
            b"table" => self.begin_table(tag, sink)?,
            b"table-row" => self.begin_row(tag),
            b"table-cell" | b"covered-table-cell" => self.begin_cell(tag),
            b"spreadsheet" => {
                self.sheets += 1;
                Open::Sheets
            }
            b"drawing" => {
                self.drawing = true;
                Open::Other
            }
            // What no person reads, or what stands elsewhere too.
            b"binary-data" | b"scripts" | b"script" | b"settings" | b"font-face-decls" | b"event-listeners"
            | b"note-citation" => return Ok(Then::Skip),
            b"style" => {
                self.style = tag.attr(b"name").unwrap_or_default().into_owned();
                Open::Other
            }
            b"drawing-page-properties" => {
                self.page_style(tag);
                Open::Other
            }
            _ if self.place().kind == Kind::Properties => self.property(tag),
            _ => match self.place_of(tag, sink)? {
                Some(open) => open,
                None => {
                    self.attributes(tag, sink)?;
                    self.value_of(tag)
                }
            },
        };
        Ok(Then::Open(open))
    }

    /// What stands in a line of text: white space, links, fields. None: it is no part of the text, or a plain piece of it.
    fn within_paragraph(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Option<Then>, ExtractError> {
        Ok(Some(match tag.name() {
            b"s" => {
                let times = tag.attr(b"c").map_or(1, |times| count(&times));
                return self.mark(' ', times, sink).map(Some);
            }
            b"tab" => return self.mark('\t', 1, sink).map(Some),
            b"line-break" => return self.mark('\n', 1, sink).map(Some),
            b"a" => {
                let target = tag.attr(b"href").filter(|target| !target.starts_with('#') && target.len() < LONGEST);
                if let (Some(target), Some(paragraph)) = (target, self.paragraph()) {
                    paragraph.targets.push(target.into_owned());
                }
                Then::Open(Open::Other)
            }
            b"page-number" | b"page-count" | b"sheet-name" | b"header" | b"footer" | b"date-time" | b"ruby-text" => {
                Then::Skip
            }
            b"span" | b"title" | b"subject" | b"description" | b"keywords" | b"creator" | b"initial-creator"
            | b"meta" | b"date" | b"style" => Then::Open(Open::Other),
            _ => return Ok(None),
        }))
    }

    fn begin_heading(&mut self) -> Open {
        let heading = (self.place().role == Role::Body).then_some(Role::Heading);
        self.begin_paragraph(heading)
    }

    /// Elements that are a place of their own.
    fn place_of(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Option<Open>, ExtractError> {
        let inner = |this: &Self, part: &str, role| this.place().inner(&this.label(part), role);
        let place = match tag.name() {
            b"frame" | b"custom-shape" | b"rect" | b"ellipse" | b"circle" | b"line" | b"polyline" | b"polygon"
            | b"regular-polygon" | b"path" | b"connector" | b"caption" | b"measure" | b"control" | b"shapes" => {
                self.shape(tag)
            }
            b"note" => {
                self.endnote = tag.attr(b"note-class").is_some_and(|class| &*class == "endnote");
                return Ok(None);
            }
            b"note-body" => inner(self, if self.endnote { "endnotes" } else { "footnotes" }, Role::Body),
            b"notes" => inner(self, "notes", self.place().role),
            b"annotation" => {
                let fixed = self.cell_name("comment");
                Place { fixed, ..inner(self, "comments", Role::Comment).of_kind(Kind::Comment) }
            }
            b"tracked-changes" => {
                inner(self, "tracked changes (Edit > Track Changes > Manage)", Role::Body).of_kind(Kind::Comment)
            }
            b"change-info" => inner(self, "comments on changes", Role::Comment).of_kind(Kind::Comment),
            b"section" if tag.attr(b"display").is_some_and(|display| &*display != "true") => {
                inner(self, "hidden section (Format > Sections)", self.place().role)
            }
            b"meta" => inner(self, "properties", Role::Property).of_kind(Kind::Properties),
            b"forms" => inner(self, "form", Role::Body).of_kind(Kind::Forms),
            b"master-page" | b"handout-master" => {
                let master = inner(self, "master page (View > Master)", Role::HeaderFooter);
                Place { slide: None, ..master.of_kind(Kind::Master) }
            }
            b"header" | b"header-left" | b"header-first" => inner(self, "header", Role::HeaderFooter),
            b"footer" | b"footer-left" | b"footer-first" => inner(self, "footer", Role::HeaderFooter),
            b"page" => self.page(tag, sink)?,
            b"content-validation" => {
                let place = inner(self, "validity (Data > Validity)", Role::Machine);
                self.say(&tag.attr(b"condition").unwrap_or_default(), &place, sink)?;
                place
            }
            _ => return Ok(None),
        };
        Ok(Some(self.enter(place)))
    }

    /// A frame or shape: what is in it is no part of the paragraph or cell that it is anchored to.
    fn shape(&self, tag: &Tag<'_>) -> Place {
        let mut place = self.place().clone();
        let class = tag.attr(b"class").unwrap_or_default();
        // What a master has of a kind is what shall be typed into it, but for page headers and footers.
        let prompt = !matches!(&*class, "" | "header" | "footer");
        place.dropped |= prompt && self.places.iter().any(|place| place.kind == Kind::Master);
        if class == "title" && place.role == Role::Body && place.slide.is_some() {
            place.role = Role::Heading;
        }
        if place.kind != Kind::Comment {
            place.kind = Kind::Shape;
        }
        place
    }

    /// A slide, or the page of a drawing.
    fn page(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Place, ExtractError> {
        self.known.pages = self.known.pages.saturating_add(1);
        let hidden = tag.attr(b"style-name").is_some_and(|style| self.known.hidden.contains(&*style));
        let page = self.known.pages;
        let place = if self.within.is_some() {
            Place::new(&self.label("slide"), Role::Body)
        } else if self.drawing {
            Place { fixed: Some(Locator::Page { page }), ..Place::new(&format!("page {page}"), Role::Body) }
        } else {
            Place::slide(page, hidden)
        };
        // Programs name pages by their number, people by what they are about.
        if let Some(name) = tag.attr(b"name").filter(|name| !name.ends_with(|last: char| last.is_ascii_digit())) {
            self.say(&name, &Place { role: Role::Heading, ..place.clone() }, sink)?;
        }
        Ok(place)
    }

    fn page_style(&mut self, tag: &Tag<'_>) {
        let hidden = tag.attr(b"visibility").is_some_and(|visibility| &*visibility == "hidden");
        if hidden && self.known.hidden.len() < MOST_STYLES {
            self.known.hidden.insert(self.style.clone());
        }
    }

    /// A property of the document.
    fn property(&mut self, tag: &Tag<'_>) -> Open {
        match tag.name() {
            b"title" | b"subject" | b"description" | b"keyword" => self.begin_paragraph(None),
            b"creator" | b"initial-creator" | b"printed-by" => self.begin_paragraph(Some(Role::Author)),
            b"user-defined" => {
                let open = self.begin_paragraph(None);
                let name = tag.attr(b"name").unwrap_or_default();
                if let Some(paragraph) = self.paragraph() {
                    paragraph.piece.text_mut().push_str(&format!("{name}: "));
                }
                open
            }
            _ => Open::Other,
        }
    }

    /// Elements whose text is no paragraph but counts.
    fn value_of(&mut self, tag: &Tag<'_>) -> Open {
        let place = self.place().kind;
        match tag.name() {
            b"title" | b"desc" if place == Kind::Shape => self.begin_paragraph(None),
            b"header-decl" | b"footer-decl" => self.begin_paragraph(Some(Role::HeaderFooter)),
            b"creator" if place == Kind::Comment => {
                self.begin_paragraph(Some(Role::Author));
                Open::Author
            }
            _ => Open::Other,
        }
    }

    /// Attributes that hold what people typed.
    fn attributes(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let (names, part, role): (&[&[u8]], _, _) = match tag.name() {
            b"user-field-decl" | b"variable-set" => (&[b"string-value"], "fields", Role::Machine),
            b"hidden-text" | b"hidden-paragraph" => (&[b"string-value"], "hidden text", Role::Body),
            b"conditional-text" => {
                (&[b"string-value-if-true", b"string-value-if-false"], "conditional text", Role::Body)
            }
            b"data-pilot-member" => (&[b"name"], "pivot table", Role::Body),
            b"change-track-table-cell" => (&[b"value", b"date-value", b"string-value"], "", Role::Body),
            _ if self.place().kind == Kind::Forms => (&[b"current-value", b"value", b"label"], "form", Role::Body),
            _ => return Ok(()),
        };
        let place = if part.is_empty() { self.place().clone() } else { Place::new(&self.label(part), role) };
        for name in names {
            if let Some(value) = tag.attr(name).filter(|value| value.len() < LONGEST) {
                self.say(&value, &place, sink)?;
            }
        }
        Ok(())
    }
}
