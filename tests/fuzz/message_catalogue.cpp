// Any bytes as a GNU message catalogue: bounded, and what it gives lies inside them.
#include <cstdlib>

#include "extractors/gazetteer/compile/message_catalogue.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const inside = [&](std::string_view part) {
    return part.data() >= bytes.data() && part.data() + part.size() <= bytes.data() + bytes.size();
  };
  std::size_t messages = 0;
  static_cast<void>(rasid::gazetteer::read_message_catalogue(bytes, [&](std::string_view a, std::string_view b) {
    if (!inside(a) || !inside(b) || ++messages > size) std::abort();
  }));
  return 0;
}
