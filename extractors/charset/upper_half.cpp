#include "extractors/charset/upper_half.h"

#include "extractors/charset/charset.h"
#include "extractors/model/utf8.h"

namespace rasid::charset {

UpperHalf upper_half(std::string_view encoding) {
  UpperHalf out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    char const byte = static_cast<char>(128 + i);
    auto const decoded = decode({&byte, 1}, encoding);
    out[i] = decoded && !decoded->text.empty() ? rasid::decode(decoded->text, 0).value : U'\uFFFD';
  }
  return out;
}

}  // namespace rasid::charset
