#include "extractors/names/phrase_index.h"

#include "extractors/text/letter_codes.h"

namespace rasid::names {
namespace {

std::uint32_t read_number(std::byte const* at) {
  std::uint32_t value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}

}  // namespace

Result<PhraseIndex> PhraseIndex::open(std::span<std::byte const> bytes) {
  auto const refuse = [](char const* why) {
    return failure(std::errc::illegal_byte_sequence, std::string("opening a table of names: ") + why);
  };
  PhraseIndex out;
  if (bytes.size() < sizeof(PhraseHeader)) return refuse("too short");
  std::memcpy(&out.header_, bytes.data(), sizeof(PhraseHeader));
  PhraseHeader const& header = out.header_;
  if (header.magic != PhraseHeader::expected_magic) return refuse("not one, or of another version or machine");
  if (header.alphabet != text::LetterCodes::get().fingerprint()) return refuse("letters were coded otherwise");
  std::uint64_t const before_records = sizeof header + out.hot_bytes();
  if (bytes.size() < before_records || bytes.size() - before_records != header.record_bytes)
    return refuse("wrong size");
  if (header.filters == 0 || header.longest_run == 0 || header.longest_run > header.lines)
    return refuse("wrong counts");
  out.bytes_ = bytes;
  out.hash_ = WordHash(header.seed);
  out.lines_ = bytes.data() + sizeof header;
  out.filters_ = out.lines_ + header.lines * sizeof(SlotLine);
  out.records_ = out.filters_ + header.filters * sizeof(FirstWords);
  if (!out.is_sound()) return refuse("a slot or a record points outside");
  return out;
}

bool PhraseIndex::is_sound() const {
  std::size_t rows = 0;  // of records that hash alike
  for (std::size_t at = 0; at < header_.record_bytes;) {
    PhraseRecord const each = record(at);
    if (each.codes.empty() || each.phrase >= header_.phrases) return false;
    rows += each.last ? 1U : 0U;
    at = each.next;
    if (at >= header_.record_bytes && (at != header_.record_bytes || !each.last)) return false;
  }
  std::size_t known = 0;
  for (std::size_t i = 0; i < header_.lines; ++i) {
    for (std::uint32_t slot = 0; slot < SlotLine::slots; ++slot) {
      std::uint32_t const value = slot_value(line(i), slot);
      if (!has_records(value)) continue;
      if (offset(value) >= header_.record_bytes) return false;
      ++known;
    }
  }
  return known == rows;
}

PhraseRecord PhraseIndex::record(std::size_t at) const noexcept {
  PhraseRecord out;
  out.last = true;
  out.next = header_.record_bytes;
  if (at + PhraseRecord::head > header_.record_bytes) return out;
  std::uint32_t const number = read_number(records_ + at);
  std::uint16_t size = 0;
  std::memcpy(&size, records_ + at + sizeof number, sizeof size);
  if (size > header_.record_bytes - at - PhraseRecord::head) return out;
  out.phrase = number & ~PhraseRecord::is_last;
  out.last = (number & PhraseRecord::is_last) != 0;
  out.codes = {reinterpret_cast<char const*>(records_ + at + PhraseRecord::head), size};
  out.next = (at + PhraseRecord::head + size + record_step - 1) / record_step * record_step;
  return out;
}

}  // namespace rasid::names
