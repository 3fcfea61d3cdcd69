#include "extractors/entities/actor_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/entities/table_lines.h"
#include "extractors/model/split.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

constexpr std::size_t most_line_bytes = 64U << 10U;
constexpr std::size_t most_names = 256;
constexpr std::size_t most_actors = 2'000'000;
constexpr std::size_t most_problems = 100;

enum Column : std::size_t { id, kind, label, groups, names, ambiguous, roles, variants, not_names, not_near, width };

/// One line, and how to speak about it.
class Row {
 public:
  Row(std::string const& file, unsigned line, std::string_view text, Diagnostics& problems)
      : file_(file), line_(line), text_(text), fields_(split_at(text, '\t')), problems_(problems) {}

  [[nodiscard]] bool has_all_columns() const { return fields_.size() == width; }
  [[nodiscard]] std::size_t columns() const { return fields_.size(); }
  [[nodiscard]] std::string_view operator[](Column column) const { return fields_[column]; }

  [[nodiscard]] Diagnostic at_start() const { return {.file = file_, .line = line_, .column = 1}; }

  void report(std::string message, std::string remedy = {}) const {
    Diagnostic problem = at_start();
    problem.message = std::move(message);
    problem.remedy = std::move(remedy);
    problem.source_line = std::string(text_.substr(0, std::min<std::size_t>(text_.size(), 200)));
    problem.source_line = make_valid_utf8(std::move(problem.source_line));
    problems_.push_back(std::move(problem));
  }

  /// Calls `each(item)` for what stands between the bars of a column.
  template <class Each>
  void items(Column column, Each&& each) const {
    if (fields_[column].empty()) return;
    for (std::string_view const item : split_at(fields_[column], '|')) each(item);
  }

 private:
  std::string const& file_;
  unsigned line_;
  std::string_view text_;
  std::vector<std::string_view> fields_;
  Diagnostics& problems_;
};

/// "ar:بغداد", or "any:…" where the language does not matter. Nothing, after reporting, where it is neither.
std::optional<std::pair<std::string_view, std::string_view>> tagged(Row const& row, std::string_view item) {
  std::size_t const colon = item.find(':');
  std::string_view const tag = item.substr(0, std::min(colon, item.size()));
  if (colon == std::string_view::npos || (tag != "any" && !is_language_tag(tag))) {
    row.report(fmt::format("\"{}\" does not begin with a language", item), "write it as ar:بغداد or any:Baghdad");
    return std::nullopt;
  }
  std::string_view const text = item.substr(colon + 1);
  if (text::fold(text).empty()) {
    row.report(fmt::format("\"{}\" has no letter", item));
    return std::nullopt;
  }
  return std::pair(tag == "any" ? std::string_view() : tag, text);
}

void read_names(Row const& row, Column column, bool unclear, std::vector<Name>& out) {
  row.items(column, [&](std::string_view item) {
    if (out.size() == most_names) return row.report(fmt::format("more than {} names", most_names));
    if (auto const name = tagged(row, item))
      out.push_back({.text = std::string(name->second), .language = std::string(name->first), .ambiguous = unclear});
  });
}

/// "2020-01-03//en:commander of the Quds Force": from, to, and the words.
void read_roles(Row const& row, std::vector<Role>& out) {
  row.items(roles, [&](std::string_view item) {
    std::size_t const first = item.find('/');
    std::size_t const second = first == std::string_view::npos ? first : item.find('/', first + 1);
    if (second == std::string_view::npos)
      return row.report(fmt::format("\"{}\" is no role", item), "write it as 2020-01-03//en:commander");
    auto const words = tagged(row, item.substr(second + 1));
    if (!words) return;
    Role role{.text = std::string(words->second), .language = std::string(words->first)};
    auto const day = [&](std::string_view text, std::optional<Timestamp>& into) {
      if (text.empty()) return true;
      into = parse_rfc3339(text);
      return into.has_value();
    };
    if (!day(item.substr(0, first), role.from) || !day(item.substr(first + 1, second - first - 1), role.to))
      return row.report(fmt::format("\"{}\" has a date that is none", item), "write dates as 2020-01-03");
    if (role.from && role.to && *role.to <= *role.from)
      return row.report(fmt::format("\"{}\" ends before it begins", item));
    out.push_back(std::move(role));
  });
}

void read_variants(Row const& row, Variants& out) {
  std::string_view const made = row[variants];
  if (made == "none") {
    out.made = Variants::Made::none;
  } else if (made == "spellings") {
    out.made = Variants::Made::spellings;
  } else if (!made.empty() && made != "all") {
    row.report(fmt::format("\"{}\" is not a choice for variants", made), "write all, spellings or none");
  }
  row.items(not_names, [&](std::string_view item) { out.refused.emplace_back(item); });
}

Listed read_actor(Row const& row) {
  Listed out{.at_key = row.at_start(), .at_within = row.at_start()};
  Entity& actor = out.entity;
  actor.key = row[id];
  if (!is_key(actor.key)) row.report(fmt::format("\"{}\" cannot be an id", actor.key), std::string(key_rule));
  if (row[kind] == "organisation") {
    actor.kind = EntityKind::organisation;
  } else if (row[kind] != "person") {
    row.report(fmt::format("\"{}\" is not a kind", row[kind]), "write person or organisation");
  }
  actor.label = row[label];
  if (actor.label.empty()) row.report("the label must not be empty");
  row.items(groups, [&](std::string_view item) {
    if (!is_key(item)) row.report(fmt::format("\"{}\" cannot be a group", item), std::string(key_rule));
    actor.groups.emplace_back(item);
  });
  read_names(row, names, false, actor.names);
  read_names(row, ambiguous, true, actor.names);
  if (actor.names.empty()) row.report("at least one name is needed");
  read_roles(row, actor.roles);
  read_variants(row, actor.variants);
  row.items(not_near, [&](std::string_view item) {
    if (!text::fold(item).empty()) actor.not_near.emplace_back(item);
  });
  return out;
}

}  // namespace

std::string_view actor_columns() {
  return "id\tkind\tlabel\tgroups\tnames\tambiguous\troles\tvariants\tnot_names\tnot";
}

Loaded read_actor_table(std::istream& in, std::string const& name) {
  Loaded out;
  std::string line;
  bool too_long = false;
  bool seen_header = false;
  for (unsigned number = 1;
       next_bounded_line(in, line, most_line_bytes, too_long) && out.problems.size() < most_problems; ++number) {
    if (line.empty() || line.front() == '#') continue;
    line = make_valid_utf8(std::move(line));
    Row const row(name, number, line, out.problems);
    if (too_long) {
      row.report(fmt::format("a line longer than {} KiB", most_line_bytes >> 10U));
    } else if (!seen_header) {
      seen_header = true;
      if (line == actor_columns()) continue;
      row.report("the first line must name the columns", fmt::format("write: {}", actor_columns()));
      return out;
    } else if (!row.has_all_columns()) {
      row.report(fmt::format("{} columns where {} are needed", row.columns(), static_cast<std::size_t>(width)),
                 "separate them with one tab each");
    } else if (out.entities.size() == most_actors) {
      row.report(fmt::format("more than {} actors", most_actors));
      return out;
    } else {
      out.entities.push_back(read_actor(row));
    }
  }
  return out;
}

}  // namespace rasid::entities
