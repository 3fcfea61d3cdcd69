#include <cstdint>
#include <cstdlib>

#include "extractors/names/phrase_index.h"
#include "extractors/names/phrase_table.h"

/// A table's bytes with changes: pairs of a place (two bytes) and a byte to put there, over a small sound table. What
/// is opened must search without leaving its bytes or the text.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  static std::vector<std::string> const phrases{"Baghdad", "Green Zone", "Green Zone Command", "قوات الحشد", "Zone"};
  static names::PhraseTable const sound(phrases, 7);
  static text::Document const document("", "Green Zone Command of Baghdad. وقوات حشد, Baghdad's Zone");
  std::vector<std::byte> bytes(sound.serialised().begin(), sound.serialised().end());
  for (std::size_t i = 0; i + 2 < size; i += 3) {
    std::size_t const at = (static_cast<std::size_t>(data[i]) << 8U | data[i + 1]) % (bytes.size() + 1);
    if (at == bytes.size()) {
      bytes.resize(data[i + 2] % 64 + 1);  // cut off
    } else {
      bytes[at] = static_cast<std::byte>(data[i + 2]);
    }
  }
  auto const opened = names::PhraseTable::open(bytes);
  if (!opened) return 0;
  std::vector<names::Hit> hits;
  opened->find(document, hits);
  for (names::Hit const& each : hits) {
    bool const inside = each.phrase < opened->phrases() && each.range.end <= document.text().size() &&
                        each.last_token < document.tokens().size();
    if (!inside) std::abort();
  }
  return 0;
}
