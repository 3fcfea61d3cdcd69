#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/extraction/extraction.h"
#include "extractors/tagger/tagger.h"

namespace rasid::tagger {

/// A name that somebody marked in a text.
struct Marked {
  ByteRange range;
  EntityKind kind = EntityKind::person;
};

/// A text with its names, as read.
struct RawText {
  std::string source;  // the file's stem
  std::string id;
  std::string language;
  std::string text;  // valid UTF-8
  std::vector<Marked> names;
  std::string block;         // texts of one block are of one piece and are never learnt from to judge one another
  float weight = 1;          // of what is learnt from it
  bool places_only = false;  // persons and organisations are not marked
};

/// Reads {"id", "lang", "text", "entities"} lines.
std::vector<RawText> read_jsonl(std::filesystem::path const& file);
/// Reads lines with their names in brackets: "[PER …]", "[LOC …]", "[ORG …]"; # begins a comment line. The file's stem
/// is the language.
std::vector<RawText> read_marked(std::filesystem::path const& file);

/// Names to put in the place of others of their kind, so that sentences are learnt from and not their names alone.
struct Substitutes {
  std::vector<std::string> given;
  std::vector<std::string> family;
  std::vector<std::string> places;
};
/// The text again with other persons and, now and then, other places; `random` decides.
RawText with_other_names(RawText const& text, Substitutes const& substitutes, std::uint64_t random);

/// A text as the tagger sees it.
struct Text {
  RawText raw;
  std::size_t fold = 0;
  Extraction extraction;  // by the lists alone
  std::vector<Word> words;
  std::vector<Label> gold;
};
Text prepare(RawText raw, Extractors const& extractors, Lexicon const& lexicon);

}  // namespace rasid::tagger
