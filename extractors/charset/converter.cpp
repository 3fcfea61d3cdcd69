#include "extractors/charset/converter.h"

#include <array>

#include <unicode/ucnv_cb.h>

namespace rasid::charset {
namespace {

/// Notes in `*context`, a bool, that something did not fit, and writes U+FFFD for it. (ICU's own substitution writes
/// U+001A for a single byte, which is no text at all.)
void note_and_substitute(void const* context, UConverterToUnicodeArgs* args, char const* /*units*/,
                         std::int32_t /*length*/, UConverterCallbackReason reason, UErrorCode* code) {
  if (reason > UCNV_IRREGULAR) return;  // requests to reset and close, no faults of the text
  *static_cast<bool*>(const_cast<void*>(context)) = true;
  constexpr char16_t replacement = 0xFFFD;
  *code = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, code);
}

Converter open(char const* name) {
  UErrorCode code = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &code));
  return U_SUCCESS(code) ? std::move(converter) : nullptr;
}

}  // namespace

std::optional<Decoded> convert(std::string_view bytes, Encoding const& encoding) {
  Converter const from = open(encoding.converter);
  Converter const to = open("UTF-8");
  if (!from || !to) return std::nullopt;

  Decoded out{.text = {}, .encoding = std::string(encoding.name)};
  UErrorCode code = U_ZERO_ERROR;
  ucnv_setToUCallBack(from.get(), note_and_substitute, &out.replaced, nullptr, nullptr, &code);

  std::array<char16_t, 2048> pivot;
  std::array<char, 8192> chunk;
  char16_t* pivot_source = pivot.data();
  char16_t* pivot_target = pivot.data();
  char const* source = bytes.data();
  char const* const source_end = source + bytes.size();
  out.text.reserve(bytes.size() + bytes.size() / 2);
  do {
    code = U_ZERO_ERROR;
    char* target = chunk.data();
    ucnv_convertEx(to.get(), from.get(), &target, chunk.data() + chunk.size(), &source, source_end, pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), false, true, &code);
    out.text.append(chunk.data(), target);
  } while (code == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(code)) out.replaced = true;
  return out;
}

}  // namespace rasid::charset
