// Memories of watches as they stand in a database, which may be damaged: whatever the bytes, reading them ends, stays
// bounded, and gives what can be written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/state/absent.h"
#include "rules/state/first_seen.h"
#include "rules/state/spike.h"
#include "rules/state/window.h"

namespace {

using namespace rasid::rules::state;

template <class Memory>
void read(std::string_view bytes) {
  std::string const written = Memory::read(bytes).to_bytes();
  if (Memory::read(written).to_bytes() != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  read<Window>(bytes);
  read<Volume>(bytes);
  read<Seen>(bytes);
  read<Quiet>(bytes);
  return 0;
}
