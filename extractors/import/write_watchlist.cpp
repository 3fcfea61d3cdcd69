#include "extractors/import/write_watchlist.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <boost/json/serialize.hpp>

#include "extractors/entities/actor_table.h"
#include "extractors/entities/gazetteer.h"

namespace rasid::imports {
namespace {

using entities::Entity;
using entities::Name;
using entities::Variants;

std::string_view to_text(Variants::Made made) {
  if (made == Variants::Made::all) return "all";
  return made == Variants::Made::none ? "none" : "spellings";
}

/// What separates columns and items is no part of a text.
std::string plain(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r' || c == '|'; }, ' ');
  return out;
}

std::string names_of(Entity const& entity, bool ambiguous) {
  std::string out;
  for (Name const& name : entity.names) {
    if (name.ambiguous != ambiguous) continue;
    out +=
        fmt::format("{}{}:{}", out.empty() ? "" : "|", name.language.empty() ? "any" : name.language, plain(name.text));
  }
  return out;
}

std::string day(std::optional<Timestamp> const& time) {
  return time ? to_rfc3339(*time).substr(0, 10) : "";
}

std::string roles_of(Entity const& entity) {
  std::string out;
  for (entities::Role const& role : entity.roles) {
    out += fmt::format("{}{}/{}/{}:{}", out.empty() ? "" : "|", day(role.from), day(role.to),
                       role.language.empty() ? "any" : role.language, plain(role.text));
  }
  return out;
}

/// JSON's quotes and escapes are YAML's double-quoted style.
std::string in_quotes(std::string_view text) {
  return boost::json::serialize(boost::json::value(text));
}

std::string yaml_names(Entity const& entity) {
  std::map<std::string, std::vector<std::string>> by_language;
  for (Name const& name : entity.names) {
    by_language[name.language.empty() ? "any" : name.language].push_back(
        name.ambiguous ? fmt::format("{{text: {}, ambiguous: true}}", in_quotes(name.text)) : in_quotes(name.text));
  }
  std::string out;
  for (auto const& [language, names] : by_language)
    out += fmt::format("      {}: [{}]\n", in_quotes(language), fmt::join(names, ", "));
  return out;
}

}  // namespace

WatchlistWriter::WatchlistWriter(std::ostream& out, Form form, Listing listing)
    : out_(out), form_(form), listing_(std::move(listing)) {}

void WatchlistWriter::begin(bool places) {
  holds_ = places ? Holds::places : Holds::actors;
  out_ << "# Imported by rasid from " << plain(listing_.source) << ". Whose data this is decides its licence.\n";
  if (form_ == Form::yaml) {
    out_ << "version: 1\n";
    if (!places) out_ << "actors:\n";
  } else {
    out_ << (places ? entities::gazetteer_columns() : entities::actor_columns()) << '\n';
  }
}

bool WatchlistWriter::write(Entity const& entity) {
  bool const place = entity.kind == EntityKind::place;
  if (holds_ == Holds::nothing) begin(place);
  if (form_ == Form::table && place != (holds_ == Holds::places)) return false;
  if (!keys_.insert(entity.key).second) return false;
  form_ == Form::table ? write_row(entity) : write_yaml(entity);
  return true;
}

void WatchlistWriter::write_row(Entity const& entity) {
  if (entity.kind == EntityKind::place) {
    auto const coordinate = [&](double value) { return fmt::format("{:.5f}", value); };
    // The gazetteer's names have a language each; those without are given as undetermined.
    std::string names = names_of(entity, false);
    for (std::size_t at = 0; (at = names.find("any:", at)) != std::string::npos; at += 4) {
      if (at == 0 || names[at - 1] == '|') names.replace(at, 3, "und");
    }
    out_ << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t\t{}\t\n", entity.key, plain(entity.label), entity.place_kind,
                        entity.point ? coordinate(entity.point->latitude) : "",
                        entity.point ? coordinate(entity.point->longitude) : "", entity.country, entity.population,
                        names);
    return;
  }
  out_ << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t\t\n", entity.key, rasid::to_text(entity.kind),
                      plain(entity.label), fmt::join(listing_.groups, "|"), names_of(entity, false),
                      names_of(entity, true), roles_of(entity), to_text(listing_.variants));
}

void WatchlistWriter::write_yaml(Entity const& entity) {
  std::string text =
      fmt::format("  - id: {}\n    label: {}\n    names:\n{}", entity.key, in_quotes(entity.label), yaml_names(entity));
  if (entity.kind == EntityKind::place) {
    text += fmt::format("    kind: {}\n", entity.place_kind);
    if (entity.point)
      text += fmt::format("    point: [{:.5f}, {:.5f}]\n", entity.point->latitude, entity.point->longitude);
    if (!entity.country.empty()) text += fmt::format("    country: {}\n", in_quotes(entity.country));
    if (entity.population != 0) text += fmt::format("    population: {}\n", entity.population);
    places_.push_back(std::move(text));
    return;
  }
  text += fmt::format("    kind: {}\n    variants: {}\n", rasid::to_text(entity.kind), to_text(listing_.variants));
  if (!listing_.groups.empty()) text += fmt::format("    groups: [{}]\n", fmt::join(listing_.groups, ", "));
  if (!entity.roles.empty()) text += "    roles:\n";
  for (entities::Role const& role : entity.roles) {
    text += fmt::format("      - {{text: {}", in_quotes(role.text));
    if (role.from) text += ", from: " + day(role.from);
    if (role.to) text += ", to: " + day(role.to);
    text += "}\n";
  }
  if (holds_ == Holds::places) {
    out_ << "actors:\n";
    holds_ = Holds::actors;
  }
  out_ << text;
}

void WatchlistWriter::finish() {
  if (holds_ == Holds::nothing) begin(false);
  if (form_ == Form::yaml && keys_.size() == places_.size() && holds_ == Holds::actors && places_.empty())
    out_ << "  []\n";
  if (!places_.empty()) out_ << "places:\n";
  for (std::string const& place : places_) out_ << place;
  out_.flush();
}

}  // namespace rasid::imports
