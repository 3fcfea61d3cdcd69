#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

#include "extractors/entities/catalogue.h"

namespace rasid::entities {

/// Entities that are made when they are first asked for, and kept: of a quarter of a million places an article names a
/// handful. Safe on many threads; what it gives lives as long as it does.
class MadeEntities {
 public:
  explicit MadeEntities(std::size_t size) : made_(std::make_unique<std::atomic<Entity const*>[]>(size)), size_(size) {}
  ~MadeEntities() {
    for (std::size_t i = 0; i < size_; ++i) delete made_[i].load(std::memory_order_relaxed);
  }
  MadeEntities(MadeEntities const&) = delete;
  MadeEntities& operator=(MadeEntities const&) = delete;

  /// `make` may run on two threads for one entity; the one that is ready first is kept.
  template <class Make>
  Entity const& get(std::size_t index, Make make) {
    std::atomic<Entity const*>& slot = made_[index];
    if (Entity const* const known = slot.load(std::memory_order_acquire)) return *known;
    auto fresh = std::make_unique<Entity const>(make());
    Entity const* expected = nullptr;
    if (!slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *expected;
    return *fresh.release();
  }

 private:
  std::unique_ptr<std::atomic<Entity const*>[]> made_;
  std::size_t size_;
};

}  // namespace rasid::entities
