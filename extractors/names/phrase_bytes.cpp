#include <sys/mman.h>

#include <cstdlib>
#include <new>

#include "extractors/names/phrase_builder.h"

namespace rasid::names {
namespace {

constexpr std::size_t cache_line = 64;
constexpr std::size_t huge_page = 2UL << 20U;

}  // namespace

PhraseBytes::PhraseBytes(std::size_t size) : size_(size) {
  // A large table is read at random all over: on pages of 4 KB the processor would look up as many pages as lines.
  bool const is_large = size >= 2 * huge_page;
  std::size_t const alignment = is_large ? huge_page : cache_line;
  std::size_t const whole = (size + alignment - 1) / alignment * alignment;
  bytes_.reset(static_cast<std::byte*>(std::aligned_alloc(alignment, whole)));
  if (!bytes_) throw std::bad_alloc();
  if (is_large) ::madvise(bytes_.get(), whole, MADV_HUGEPAGE);  // a wish: where it is not granted nothing is lost
}

void PhraseBytes::Free::operator()(std::byte* bytes) const noexcept {
  std::free(bytes);
}

}  // namespace rasid::names
