#include "extractors/tagger/train/training_text.h"

#include <boost/json.hpp>

#include <fstream>
#include <random>
#include <stdexcept>

#include "daemon/alerts/code_points.h"

namespace rasid::tagger {

namespace json = boost::json;

namespace {

EntityKind kind_named(std::string_view type) {
  if (type == "PER") return EntityKind::person;
  if (type == "LOC") return EntityKind::place;
  if (type == "ORG") return EntityKind::organisation;
  throw std::runtime_error("no such type of name: " + std::string(type));
}

std::vector<Label> labels_of(text::Document const& document, std::vector<Marked> const& names) {
  auto const tokens = document.tokens();
  std::vector<Label> out(tokens.size(), Label::outside);
  for (Marked const& name : names) {
    bool first = true;
    for (std::size_t i = document.token_at(name.range.begin) == 0 ? 0 : document.token_at(name.range.begin) - 1;
         i < tokens.size() && tokens[i].range.begin < name.range.end; ++i) {
      if (!tokens[i].range.overlaps(name.range)) continue;
      // A sentence's end inside a name would make a sequence that the labels do not allow.
      bool const new_sentence = i > 0 && tokens[i].sentence != tokens[i - 1].sentence;
      out[i] = first || new_sentence ? begin_of(name.kind) : inside_of(name.kind);
      first = false;
    }
  }
  return out;
}

}  // namespace

std::vector<RawText> read_jsonl(std::filesystem::path const& file) {
  std::vector<RawText> out;
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::string const source = file.stem().string();
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    auto const object = json::parse(line).as_object();
    RawText text;
    text.source = source;
    text.id = std::string(object.at("id").as_string());
    text.language = std::string(object.at("lang").as_string());
    text.text = std::string(object.at("text").as_string());
    text.places_only = object.contains("toponyms_only") && object.at("toponyms_only").as_bool();
    // Neighbours in a file are of one text or one day's news; an article's parts are numbered.
    text.block = source == "aqmar" ? text.id.substr(0, text.id.rfind('-')) : std::to_string(out.size() / 20);
    if (source.starts_with("wikiann")) text.weight = 0.5F;
    alerts::CodePoints const points(text.text);
    for (auto const& value : object.at("entities").as_array()) {
      auto const& entity = value.as_object();
      text.names.push_back({{points.byte_of(entity.at("start").to_number<std::size_t>()),
                             points.byte_of(entity.at("end").to_number<std::size_t>())},
                            kind_named(entity.at("type").as_string())});
    }
    out.push_back(std::move(text));
  }
  return out;
}

std::vector<RawText> read_marked(std::filesystem::path const& file) {
  std::vector<RawText> out;
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::string const language = file.stem().string();
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    RawText text;
    text.source = "own_" + language;
    text.id = text.source + '-' + std::to_string(out.size());
    text.block = std::to_string(out.size() / 5);
    text.language = language;
    for (std::size_t at = 0; at < line.size();) {
      std::size_t const close = line[at] == '[' ? line.find(']', at) : std::string::npos;
      if (close == std::string::npos) {
        text.text += line[at++];
        continue;
      }
      Marked name{{static_cast<std::uint32_t>(text.text.size()), 0},
                  kind_named(std::string_view(line).substr(at + 1, 3))};
      text.text.append(line, at + 5, close - at - 5);
      name.range.end = static_cast<std::uint32_t>(text.text.size());
      text.names.push_back(name);
      at = close + 1;
    }
    out.push_back(std::move(text));
  }
  return out;
}

RawText with_other_names(RawText const& text, Substitutes const& substitutes, std::uint64_t random) {
  std::mt19937_64 engine(random);
  auto const chance = [&](std::size_t of) { return engine() % of; };
  auto const any = [&](std::vector<std::string> const& list) { return list[chance(list.size())]; };
  RawText out = text;
  out.text.clear();
  out.names.clear();
  std::size_t copied = 0;
  for (Marked const& name : text.names) {
    out.text.append(text.text, copied, name.range.begin - copied);
    copied = name.range.end;
    std::string surface = text.text.substr(name.range.begin, name.range.size());
    if (name.kind == EntityKind::person && !substitutes.given.empty()) {
      bool const one_word = surface.find(' ') == std::string::npos;
      surface = one_word ? any(substitutes.family) : any(substitutes.given) + ' ' + any(substitutes.family);
    } else if (name.kind == EntityKind::place && !substitutes.places.empty() && chance(2) == 0) {
      surface = any(substitutes.places);
    }
    auto const begin = static_cast<std::uint32_t>(out.text.size());
    out.text += surface;
    out.names.push_back({{begin, static_cast<std::uint32_t>(out.text.size())}, name.kind});
  }
  out.text.append(text.text, copied);
  return out;
}

Text prepare(RawText raw, Extractors const& extractors, Lexicon const& lexicon) {
  Article article;
  article.body = raw.text;
  article.language = raw.language;
  Text out{std::move(raw), 0, extractors.extract(article), {}, {}};
  out.words = read_words(out.extraction.document, lexicon, extractors.catalogue(), out.extraction.mentions);
  out.gold = labels_of(out.extraction.document, out.raw.names);
  return out;
}

}  // namespace rasid::tagger
