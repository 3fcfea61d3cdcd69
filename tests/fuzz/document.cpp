#include "extractors/text/document.h"

#include <cstdint>
#include <cstdlib>

#include "extractors/model/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_ranges(rasid::text::Document const& document, std::span<rasid::ByteRange const> ranges) {
  std::uint32_t end = 0;
  for (rasid::ByteRange const each : ranges) {
    require(each.begin >= end && !each.empty() && each.end <= document.text().size());
    require(rasid::make_valid_utf8(std::string(document.slice(each))) == document.slice(each));  // whole characters
    end = each.end;
  }
}

}  // namespace

/// A document of any bytes: the first line is the title. Tokens, sentences and paragraphs ascend, lie on character
/// boundaries and inside one another; readings point to where they say.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  std::size_t const line = std::min(input.find('\n'), input.size());
  text::Document const document(input.substr(0, line), input.substr(std::min(line + 1, input.size())));
  check_ranges(document, document.sentences());
  check_ranges(document, document.paragraphs());
  std::vector<ByteRange> tokens;
  std::vector<text::Reading> readings;
  for (text::Token const& token : document.tokens()) {
    tokens.push_back(token.range);
    require(document.sentences()[token.sentence].contains(token.range));
    require(document.sentence_at(token.range.begin) == token.sentence);
    require(document.token_at(token.range.begin) + 1 == tokens.size());
    readings.clear();
    document.readings(token, readings);
    require(!readings.empty() && readings.size() <= 8 && readings[0].folded == document.folded(token));
    for (text::Reading const& each : readings) {
      require(!each.folded.empty() && each.skipped + each.cut < token.range.size());
      require((each.skipped != 0) == !each.peeled.empty());
      ByteRange const rest{token.range.begin + each.skipped, token.range.end - each.cut};
      require(make_valid_utf8(std::string(document.slice(rest))) == document.slice(rest));
    }
  }
  check_ranges(document, tokens);
  return 0;
}
