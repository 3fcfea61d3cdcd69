#include "daemon/feeds/date.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const date = rasid::feeds::parse_date({reinterpret_cast<char const*>(data), size});
  if (date) rasid::to_rfc3339(*date);
  return 0;
}
