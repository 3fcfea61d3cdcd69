#include "extractors/names/phrase_table.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <tuple>
#include <vector>

#include "extractors/text/fold.h"

/// Phrases are the lines before the first empty one, the text is what follows. Every hit lies inside the text and folds
/// to a phrase's letters unless an article came or went.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  std::string_view input(reinterpret_cast<char const*>(data), size);
  std::vector<std::string> phrases;
  while (!input.empty() && input[0] != '\n') {
    std::size_t const line = std::min(input.find('\n'), input.size());
    phrases.emplace_back(input.substr(0, line));
    input.remove_prefix(std::min(line + 1, input.size()));
  }
  names::PhraseTable const table(phrases, size * 0x9E3779B97F4A7C15U);
  text::Document const document("", input);
  std::vector<names::Hit> hits;
  table.find(document, hits);
  for (names::Hit const& each : hits) {
    bool const sound = each.phrase < phrases.size() && !each.range.empty() &&
                       each.range.end <= document.text().size() && each.first_token <= each.last_token &&
                       each.last_token < document.tokens().size();
    if (!sound) std::abort();
    std::string const listed = text::fold(phrases[each.phrase]);
    std::string const found = text::fold(document.slice(each.range));
    bool const arabic = listed.find("ال") != std::string::npos || found.find("ال") != std::string::npos;
    if (listed != found && !arabic) std::abort();
  }
  // By the portable path, from the table's bytes, and with the second half of the phrases added later: the same.
  auto const found = [&](names::PhraseTable const& which, text::CodingPath path) {
    std::vector<names::Hit> out;
    which.find(text::CodedText(document.text(), path), document.text(), out);
    std::ranges::sort(out, {},
                      [](names::Hit const& hit) { return std::tuple(hit.first_token, hit.phrase, hit.last_token); });
    return out;
  };
  auto const expected = found(table, text::CodingPath::fastest);
  if (found(table, text::CodingPath::portable) != expected) std::abort();
  if (found(names::PhraseTable::open(table.serialised()).value(), text::CodingPath::fastest) != expected) std::abort();
  auto const half = static_cast<std::ptrdiff_t>(phrases.size() / 2);
  std::vector<std::string> const first(phrases.begin(), phrases.begin() + half);
  std::vector<std::string> const second(phrases.begin() + half, phrases.end());
  if (found(names::PhraseTable(first, 1).with(second), text::CodingPath::fastest) != expected) std::abort();
  return 0;
}
