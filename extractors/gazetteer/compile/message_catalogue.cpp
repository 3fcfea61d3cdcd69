#include "extractors/gazetteer/compile/message_catalogue.h"

#include <cstdint>
#include <cstring>
#include <optional>

namespace rasid::gazetteer {
namespace {

constexpr std::uint32_t mo_magic = 0x950412DE;
constexpr std::size_t header_bytes = 28;
constexpr char end_of_context = '\x04';

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

/// The string that the entry (size, offset) at `at` describes.
std::optional<std::string_view> string_at(std::string_view bytes, std::uint64_t at) {
  if (at + 8 > bytes.size()) return std::nullopt;
  std::uint64_t const size = number_at(bytes, at);
  std::uint64_t const offset = number_at(bytes, at + 4);
  if (offset + size > bytes.size()) return std::nullopt;
  return bytes.substr(offset, size);
}

}  // namespace

Result<> read_message_catalogue(std::string_view bytes,
                                std::function<void(std::string_view, std::string_view)> const& each) {
  auto const wrong = [] { return failure(std::errc::invalid_argument, "reading a message catalogue"); };
  if (bytes.size() < header_bytes || number_at(bytes, 0) != mo_magic || number_at(bytes, 4) >> 16U > 1) return wrong();
  std::uint64_t const count = number_at(bytes, 8);
  std::uint64_t const originals = number_at(bytes, 12);
  std::uint64_t const translations = number_at(bytes, 16);
  if (count > bytes.size() / 16) return wrong();
  for (std::uint64_t i = 0; i < count; ++i) {
    auto original = string_at(bytes, originals + i * 8);
    auto const translation = string_at(bytes, translations + i * 8);
    if (!original || !translation) return wrong();
    if (auto const context = original->find(end_of_context); context != std::string_view::npos) {
      original->remove_prefix(context + 1);
    }
    std::string_view const plain = original->substr(0, original->find('\0'));
    if (!plain.empty()) each(plain, translation->substr(0, translation->find('\0')));
  }
  return {};
}

}  // namespace rasid::gazetteer
