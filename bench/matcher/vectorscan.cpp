#include "bench/matcher/vectorscan.h"

#include <hs/hs.h>

#include <stdexcept>

namespace rasid::bench {

Vectorscan::Vectorscan(std::vector<std::string> const& folded_names) {
  std::vector<std::string> bordered;
  for (std::string const& each : folded_names) bordered.push_back(' ' + each + ' ');
  std::vector<char const*> texts;
  std::vector<std::size_t> sizes;
  std::vector<unsigned> numbers;
  for (std::string const& each : bordered) {
    texts.push_back(each.c_str());
    sizes.push_back(each.size());
    numbers.push_back(static_cast<unsigned>(numbers.size()));
  }
  std::vector<unsigned> const flags(texts.size(), 0);
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(texts.data(), flags.data(), numbers.data(), sizes.data(),
                           static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database_,
                           &error) != HS_SUCCESS) {
    std::string const why = error->message;
    hs_free_compile_error(error);
    throw std::runtime_error(why);
  }
  if (hs_alloc_scratch(database_, &scratch_) != HS_SUCCESS) throw std::runtime_error("no memory to search in");
}

Vectorscan::~Vectorscan() {
  hs_free_scratch(scratch_);
  hs_free_database(database_);
}

void Vectorscan::find(std::string_view folded, std::vector<std::uint32_t>& out) const {
  auto const take = [](unsigned number, unsigned long long, unsigned long long, unsigned, void* into) {
    static_cast<std::vector<std::uint32_t>*>(into)->push_back(number);
    return 0;
  };
  hs_scan(database_, folded.data(), static_cast<unsigned>(folded.size()), 0, scratch_, take, &out);
}

std::size_t Vectorscan::bytes() const {
  std::size_t size = 0;
  hs_database_size(database_, &size);
  return size;
}

}  // namespace rasid::bench
