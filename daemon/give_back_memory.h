#pragma once

#include <malloc.h>

namespace rasid {

/// Hands what was freed back to the system. After the configuration was read: its YAML trees took several times what
/// the snapshot keeps, and the allocator would hold on to that for the daemon's life. Takes milliseconds.
inline void give_back_memory() noexcept {
  malloc_trim(0);
}

}  // namespace rasid
