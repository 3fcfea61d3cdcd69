#include "extractors/text/coded_text.h"

#include <cstdint>
#include <cstdlib>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"
#include "extractors/text/letter_codes.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Words ascend and lie inside the text.
void check_places(rasid::text::CodedText const& coded, std::size_t size) {
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < coded.words(); ++i) {
    rasid::ByteRange const range = coded.range(i);
    require(range.begin >= end && range.begin < range.end && range.end <= size && !coded.word(i).empty());
    end = range.end;
  }
}

}  // namespace

/// Any bytes, by both paths: as they are they must stay inside; made valid, they must give the same words, the fold's.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  std::string const raw(reinterpret_cast<char const*>(data), size);
  check_places(text::CodedText(raw, text::CodingPath::portable), size);
  static_cast<void>(text::CodedText(raw, text::CodingPath::fastest));

  std::string const valid = make_valid_utf8(raw);
  text::CodedText const wide(valid, text::CodingPath::fastest);
  text::CodedText const portable(valid, text::CodingPath::portable);
  check_places(wide, valid.size());
  require(wide.words() == portable.words() && wide.codes() == portable.codes());
  for (std::size_t i = 0; i < wide.words(); ++i) {
    require(wide.range(i) == portable.range(i) && wide.word(i) == portable.word(i));
  }
  std::string folded;
  text::LetterCodes::get().append_utf8(wide.codes(), folded);
  if (!folded.empty()) folded.pop_back();
  require(folded == text::fold(valid));
  return 0;
}
