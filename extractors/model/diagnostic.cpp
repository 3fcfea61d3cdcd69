#include "extractors/model/diagnostic.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/model/utf8.h"

namespace rasid {
namespace {

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    out += c.value;
    at += c.bytes;
  }
  return out;
}

/// Levenshtein distance with adjacent swaps counted as one edit (optimal string alignment).
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

}  // namespace

bool has_errors(Diagnostics const& all) {
  return std::ranges::any_of(all, [](Diagnostic const& d) { return d.severity == Diagnostic::Severity::error; });
}

std::string render(Diagnostic const& d) {
  std::string out = d.file;
  if (d.line > 0) out += fmt::format(":{}", d.line);
  if (d.line > 0 && d.column > 0) out += fmt::format(":{}", d.column);
  out += fmt::format("{}{}: {}\n", out.empty() ? "" : ": ",
                     d.severity == Diagnostic::Severity::error ? "error" : "warning", d.message);
  if (!d.source_line.empty()) {
    out += "  " + d.source_line + "\n";
    // Tabs are kept so that the caret stands under its place whatever a tab's width.
    std::u32string const line = decoded(d.source_line);
    if (d.column > 0) {
      out += "  ";
      for (unsigned i = 0; i + 1 < d.column; ++i) out += i < line.size() && line[i] == U'\t' ? '\t' : ' ';
      out += '^' + std::string(d.length > 1 ? d.length - 1 : 0, '~') + "\n";
    }
  }
  if (!d.remedy.empty()) out += "  " + d.remedy + "\n";
  return out;
}

std::vector<std::string> nearest(std::string_view word, std::vector<std::string> const& known, std::size_t most) {
  std::u32string const wanted = decoded(word);
  std::size_t const limit = std::min<std::size_t>(3, std::max<std::size_t>(1, wanted.size() / 3));
  std::vector<std::pair<std::size_t, std::string>> found;
  for (std::string const& candidate : known) {
    std::u32string const other = decoded(candidate);
    if (other.size() > wanted.size() + limit || wanted.size() > other.size() + limit) continue;
    if (std::size_t const distance = edit_distance(wanted, other); distance <= limit)
      found.emplace_back(distance, candidate);
  }
  std::ranges::sort(found);
  auto const repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) out.push_back(std::move(found[i].second));
  return out;
}

}  // namespace rasid
