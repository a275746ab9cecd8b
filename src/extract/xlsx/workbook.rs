//! Which sheets there are, under what names, in what order.

use super::{Sheet, hidden};
use crate::document::Sink;
use crate::extract::ExtractError;
use crate::extract::package::{Package, Relationship};
use crate::extract::xml::{Event, Tag};
use crate::incident::{Incident, IncidentKind, Stage};
use rustc_hash::{FxHashMap, FxHashSet};

/// Sheets beyond this are read, but under the names of their parts.
const MAX_LISTED: usize = 65_536;

/// Bytes of a defined name's formula; Excel allows 8,192 characters.
const MAX_FORMULA: usize = 64 << 10;

/// Characters of a sheet's name that are kept; a sheet may have 31.
const MAX_NAME: usize = 255;

/// What the workbook part says, and where its parts are.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    pub(super) date1904: bool,
    folder: String,
    relations: Vec<Relationship>,
}

/// A `<sheet>` as it is listed.
struct Listed {
    name: String,
    relation: String,
}

impl Workbook {
    /// Reads the workbook part, wherever the package says (or custom has) it.
    pub(super) fn read(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<Self, ExtractError> {
        let part = find_workbook(package, sink)?;
        let relations = package.relationships(&part, sink)?;
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let mut workbook = Self { folder, relations, ..Self::default() };
        let mut listed = Vec::new();
        let found = package.scan(&part, sink, |scanner, sink| {
            // The name that is being defined, and what it stands for.
            let mut named: Option<(String, String)> = None;
            loop {
                match scanner.next()? {
                    Event::Start(tag) if tag.name() == b"definedName" => {
                        named = Some((tag.attr(b"name").unwrap_or_default().into_owned(), String::new()));
                    }
                    Event::Start(tag) => workbook.note(&tag, &mut listed),
                    Event::Text(text) => {
                        if let Some((_, formula)) = named.as_mut().filter(|(_, formula)| formula.len() < MAX_FORMULA) {
                            text.push_to(formula);
                        }
                    }
                    Event::End(b"definedName") => {
                        let (name, formula) = named.take().unwrap_or_default();
                        hidden::defined_name(&name, &formula, sink)?;
                    }
                    Event::Eof => return Ok(()),
                    Event::End(_) => {}
                }
            }
        })?;
        workbook.place(listed, package);
        if workbook.sheets.is_empty() {
            let detail = if found { "the workbook has no sheets" } else { "the package has no workbook" };
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
        }
        Ok(workbook)
    }

    /// The part that the workbook refers to as `kind`; else the one that by custom has this name.
    pub(super) fn part(&self, kind: &str) -> String {
        self.relations.iter().find(|relation| relation.kind == kind && !relation.external).map_or_else(
            || format!("{}{}{kind}.xml", self.folder, if self.folder.is_empty() { "" } else { "/" }),
            |relation| relation.target.clone(),
        )
    }

    fn note(&mut self, tag: &Tag<'_>, listed: &mut Vec<Listed>) {
        match tag.name() {
            b"workbookPr" => self.date1904 = tag.attr(b"date1904").is_some_and(|flag| flag == "1" || flag == "true"),
            b"sheet" if listed.len() < MAX_LISTED => {
                let text = |name: &[u8]| tag.attr(name).unwrap_or_default().chars().take(MAX_NAME).collect();
                listed.push(Listed { name: text(b"name"), relation: text(b"id") });
            }
            _ => {}
        }
    }

    /// Finds each listed sheet's part, then adds the sheet parts that nothing lists. A part is read once, however often it is
    /// listed.
    fn place(&mut self, listed: Vec<Listed>, package: &Package<'_>) {
        let by_name = sheet_parts(package);
        let mut used = FxHashSet::default();
        let mut lost = Vec::new();
        let inside = self.relations.iter().filter(|relation| !relation.external && package.has(&relation.target));
        let targets: FxHashMap<&str, &str> = inside.map(|relation| (&*relation.id, &*relation.target)).collect();
        for sheet in listed {
            match targets.get(&*sheet.relation) {
                Some(target) => {
                    if used.insert(target.to_ascii_lowercase()) {
                        self.sheets.push(Sheet { name: sheet.name.into(), part: (*target).to_owned() });
                    }
                }
                None => {
                    lost.push(self.sheets.len());
                    self.sheets.push(Sheet { name: sheet.name.into(), part: String::new() });
                }
            }
        }
        let mut left = by_name.into_iter().filter(|part| !used.contains(&part.to_ascii_lowercase()));
        for at in lost {
            if let (Some(sheet), Some(part)) = (self.sheets.get_mut(at), left.next()) {
                sheet.part = part;
            }
        }
        self.sheets.extend(left.map(|part| Sheet { name: stem(&part).into(), part }));
    }
}

/// `Sheet3` of `xl/worksheets/Sheet3.xml`.
pub(super) fn stem(part: &str) -> &str {
    let file = part.rsplit('/').next().unwrap_or(part);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Parts that by their name are sheets; `sheet2` before `sheet10`.
fn sheet_parts(package: &Package<'_>) -> Vec<String> {
    let is_sheet = |name: &str| {
        let name = name.to_ascii_lowercase();
        let folder = ["worksheets/", "chartsheets/", "dialogsheets/", "macrosheets/"];
        let inside = |piece: &&str| name.split_once(*piece).is_some_and(|(_, file)| !file.contains('/'));
        name.ends_with(".xml") && folder.iter().any(inside)
    };
    let mut parts: Vec<String> = package.names().filter(|name| is_sheet(name)).map(str::to_owned).collect();
    parts.sort_by_cached_key(|part| (stem(part).len(), part.clone()));
    parts
}

fn find_workbook(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<String, ExtractError> {
    let relations = package.relationships("", sink)?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    if let Some(main) = main.filter(|main| package.has(&main.target)) {
        return Ok(main.target);
    }
    let custom = |name: &&str| name.to_ascii_lowercase().ends_with("workbook.xml");
    Ok(package.names().find(custom).unwrap_or("xl/workbook.xml").to_owned())
}
