#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace rasid::page {

/// Memory given out piece by piece and taken back all at once. Freeing a tree node by node costs as much as building
/// it, and the tree builder's own way of doing so recurses.
class Arena {
 public:
  void* allocate(std::size_t size) {
    size = (size + alignment - 1) / alignment * alignment;
    if (size > left_) grow(size);
    std::byte* const result = next_;
    next_ += size;
    left_ -= size;
    return result;
  }

 private:
  static constexpr std::size_t alignment = alignof(std::max_align_t);
  static constexpr std::size_t first_block = 256 * 1024;
  static constexpr std::size_t largest_block = 16 * 1024 * 1024;

  void grow(std::size_t size) {
    std::size_t const usual = std::min(first_block << std::min<std::size_t>(blocks_.size(), 8), largest_block);
    left_ = std::max(size, usual);
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(left_));
    next_ = blocks_.back().get();
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace rasid::page
