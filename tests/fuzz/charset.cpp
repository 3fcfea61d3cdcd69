#include "extractors/charset/charset.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const label = bytes.substr(0, bytes.find('\n'));
  auto const decoded = rasid::charset::to_utf8(bytes, {label});
  if (!rasid::charset::is_valid_utf8(decoded.text)) __builtin_trap();
  return 0;
}
