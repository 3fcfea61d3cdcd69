#include "extractors/entities/offices.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/entities/listed.h"
#include "extractors/entities/table_lines.h"
#include "extractors/model/split.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

constexpr std::size_t most_line_bytes = 4096;
constexpr unsigned most_lines = 100'000;
constexpr std::size_t most_problems = 100;

std::vector<std::string> fields_of(std::string const& line) {
  auto const parts = split_at(line, '\t');
  return {parts.begin(), parts.end()};
}

/// Calls `each(fields)` for every line under the header `columns`; what it returns is what is wrong with the line.
template <class Each>
void read_table(std::istream& in, std::string const& name, std::string_view columns, Diagnostics& problems,
                Each&& each) {
  auto const width = static_cast<std::size_t>(std::ranges::count(columns, '\t')) + 1;
  std::string line;
  bool seen_header = false;
  bool too_long = false;
  for (unsigned number = 1; next_bounded_line(in, line, most_line_bytes, too_long); ++number) {
    auto const report = [&](std::string message) {
      problems.push_back({.file = name, .line = number, .column = 1, .message = std::move(message)});
    };
    if (number > most_lines) return report(fmt::format("more than {} lines", most_lines));
    if (problems.size() >= most_problems) return;
    if (line.empty() || line.front() == '#') continue;
    if (too_long) {
      report(fmt::format("a line longer than {} bytes", most_line_bytes));
    } else if (!seen_header) {
      seen_header = true;
      if (line != columns) return report(fmt::format("the first line must name the columns: {}", columns));
    } else if (auto const fields = fields_of(make_valid_utf8(std::move(line))); fields.size() != width) {
      report(fmt::format("{} columns where {} are needed", fields.size(), width));
    } else if (std::string problem = each(fields); !problem.empty()) {
      report(std::move(problem));
    }
  }
}

std::string problem_of(std::string const& language, std::string const& form) {
  if (!is_language_tag(language)) return fmt::format("\"{}\" is not a language", language);
  return text::fold(form).empty() ? "this form has no letter" : "";
}

}  // namespace

std::vector<std::string_view> Offices::titles_of(std::string_view concept_key, std::string_view language) const {
  std::vector<std::string_view> out;
  for (Title const& each : titles) {
    if (each.concept_key == concept_key && each.language == language) out.push_back(each.text);
  }
  return out;
}

bool Offices::knows(std::string_view concept_key) const {
  return std::ranges::find(titles, concept_key, &Title::concept_key) != titles.end();
}

void read_titles(std::istream& in, std::string const& name, Offices& out, Diagnostics& problems) {
  read_table(in, name, "concept\tkind\tlang\tform", problems, [&](std::vector<std::string> const& fields) {
    if (!is_key(fields[0])) return fmt::format("\"{}\" cannot be a concept; {}", fields[0], key_rule);
    out.titles.push_back({fields[0], fields[1], fields[2], fields[3]});
    return problem_of(fields[2], fields[3]);
  });
}

}  // namespace rasid::entities
