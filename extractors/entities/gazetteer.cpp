#include "extractors/entities/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "extractors/entities/country_names.h"
#include "extractors/entities/place_kinds.h"
#include "extractors/entities/table_lines.h"
#include "extractors/model/split.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

constexpr std::size_t most_line_bytes = 64U << 10U;
constexpr std::size_t most_names = 256;
constexpr std::size_t most_places = 1'000'000;
constexpr std::size_t most_problems = 100;

enum Column : std::size_t { key, label, kind, latitude, longitude, country, population, within, names, ambiguous };
constexpr std::array<std::string_view, 10> columns = {"key",     "label",      "kind",   "latitude", "longitude",
                                                      "country", "population", "within", "names",    "ambiguous"};

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What of a long line is shown: its first 200 bytes or so, whole characters.
std::string_view beginning(std::string_view line) {
  std::size_t end = std::min<std::size_t>(200, line.size());
  while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) ++end;
  return line.substr(0, end);
}

/// One line of the table, and how to speak about its fields.
class Row {
 public:
  Row(std::string const& file, unsigned line, std::string_view text, Diagnostics& problems)
      : file_(file), line_(line), text_(text), fields_(split_at(text, '\t')), problems_(problems) {}

  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] std::string_view operator[](Column column) const { return fields_[column]; }

  /// An error without a message at `part`, which must lie in the line.
  [[nodiscard]] Diagnostic at(std::string_view part) const {
    auto const offset = static_cast<std::size_t>(part.data() - text_.data());
    return {.file = file_,
            .line = line_,
            .column = static_cast<unsigned>(code_points(text_, offset)) + 1,
            .length = std::max(1U, static_cast<unsigned>(code_points(part))),
            .source_line = std::string(beginning(text_))};
  }

  void report(std::string_view part, std::string message, std::string remedy = {}) {
    Diagnostic problem = at(part);
    problem.message = std::move(message);
    problem.remedy = std::move(remedy);
    problems_.push_back(std::move(problem));
  }

 private:
  std::string const& file_;
  unsigned line_;
  std::string_view text_;
  std::vector<std::string_view> fields_;
  Diagnostics& problems_;
};

std::vector<Name> read_names(Row& row, Column column) {
  std::vector<Name> out;
  if (row[column].empty()) return out;
  for (std::string_view const item : split_at(row[column], '|')) {
    std::size_t const colon = item.find(':');
    if (colon == std::string_view::npos || !is_language_tag(item.substr(0, colon))) {
      row.report(item, fmt::format("\"{}\" does not begin with a language", item), "write it as ar:بغداد");
    } else if (text::fold(item.substr(colon + 1)).empty()) {
      row.report(item, "this name has no letter", "take it away");
    } else if (out.size() == most_names) {
      row.report(item, fmt::format("more than {} names", most_names));
      return out;
    } else {
      out.push_back({.text = std::string(item.substr(colon + 1)), .language = std::string(item.substr(0, colon))});
    }
  }
  return out;
}

/// Listed names, then a country's CLDR names; those in the column `ambiguous` are marked, or added marked.
std::vector<Name> all_names(Row& row, bool is_country) {
  std::vector<Name> out = read_names(row, names);
  auto const find = [&out](Name const& name) {
    return std::ranges::find_if(out, [&](Name const& n) { return n.text == name.text && n.language == name.language; });
  };
  if (is_country) {
    for (Name& name : country_names(row[country])) {
      if (find(name) == out.end()) out.push_back(std::move(name));
    }
  }
  for (Name& name : read_names(row, ambiguous)) {
    name.ambiguous = true;
    if (auto const known = find(name); known != out.end()) {
      known->ambiguous = true;
    } else {
      out.push_back(std::move(name));
    }
  }
  return out;
}

std::optional<GeoPoint> read_point(Row& row) {
  if (row[latitude].empty() && row[longitude].empty()) return std::nullopt;
  auto const north = whole_number<double>(row[latitude]);
  auto const east = whole_number<double>(row[longitude]);
  bool const north_fits = north && *north >= -90 && *north <= 90;
  bool const east_fits = east && *east >= -180 && *east <= 180;
  if (!north_fits) row.report(row[latitude], "the latitude must be a number from -90 to 90");
  if (!east_fits) row.report(row[longitude], "the longitude must be a number from -180 to 180");
  return north_fits && east_fits ? std::optional(GeoPoint{*north, *east}) : std::nullopt;
}

void check_kind(Row& row) {
  if (std::ranges::find(place_kinds(), row[kind]) != place_kinds().end()) return;
  auto const near = nearest(row[kind], place_kinds(), 1);
  row.report(row[kind], fmt::format("\"{}\" is not a kind of place", row[kind]),
             near.empty() ? fmt::format("it is one of: {}", fmt::join(place_kinds(), ", "))
                          : fmt::format("did you mean \"{}\"?", near[0]));
}

Listed read_place(Row& row) {
  if (!is_key(row[key])) row.report(row[key], fmt::format("\"{}\" cannot be a key", row[key]), std::string(key_rule));
  if (row[label].empty()) row.report(row[label], "the label must not be empty");
  check_kind(row);
  bool const is_country = row[kind] == "country";
  if (!is_country_code(row[country]) && (is_country || !row[country].empty())) {
    row.report(row[country], "the country must be two capital letters (ISO 3166-1), such as IQ");
  }
  auto const people = whole_number<std::uint64_t>(row[population].empty() ? "0" : row[population]);
  if (!people) row.report(row[population], "the population must be a whole number");
  Listed out{.within = std::string(row[within]), .at_key = row.at(row[key]), .at_within = row.at(row[within])};
  out.entity.kind = EntityKind::place;
  out.entity.key = row[key];
  out.entity.label = row[label];
  out.entity.place_kind = row[kind];
  out.entity.point = read_point(row);
  out.entity.country = row[country];
  out.entity.population = people.value_or(0);
  out.entity.names = all_names(row, is_country);
  return out;
}

}  // namespace

std::string const& gazetteer_columns() {
  static std::string const header = fmt::format("{}", fmt::join(columns, "\t"));
  return header;
}

Loaded read_gazetteer(std::istream& in, std::string const& name) {
  Loaded out;
  std::string line;
  bool too_long = false;
  bool seen_header = false;
  std::string const header = fmt::format("{}", fmt::join(columns, "\t"));
  for (unsigned number = 1;
       next_bounded_line(in, line, most_line_bytes, too_long) && out.problems.size() < most_problems; ++number) {
    if (line.empty() || line.front() == '#') continue;
    std::string const text = make_valid_utf8(line);
    Row row(name, number, text, out.problems);
    if (too_long) {
      row.report(std::string_view(text).substr(0, 1), fmt::format("a line longer than {} KiB", most_line_bytes >> 10U));
    } else if (!seen_header) {
      seen_header = true;
      if (text != header) {
        row.report(text, "the first line must name the columns", fmt::format("write: {}", fmt::join(columns, "<tab>")));
        return out;
      }
    } else if (row.size() != columns.size()) {
      row.report(text, fmt::format("{} columns where {} are needed", row.size(), columns.size()),
                 "separate them with one tab each");
    } else if (out.entities.size() == most_places) {
      row.report(text, fmt::format("more than {} places", most_places));
      return out;
    } else {
      out.entities.push_back(read_place(row));
    }
  }
  return out;
}

}  // namespace rasid::entities
