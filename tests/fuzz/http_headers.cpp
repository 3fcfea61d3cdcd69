// A server's response headers, and what they mean.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/fetch/response_headers.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::fetch;
  constexpr rasid::Timestamp now = std::chrono::sys_days{std::chrono::year{2020} / 6 / 29};
  constexpr rasid::Duration year = std::chrono::hours{24 * 365};
  Headers const headers = parse_headers({reinterpret_cast<char const*>(data), size});
  for (auto const& span : {retry_after(headers, now), fresh_for(headers, now)}) {
    if (span && (span->count() < 0 || *span > year)) std::abort();
  }
  for (auto const& [name, value] : headers) {
    if (name.empty() || value.find_first_of("\r\n") == 0 || value.find('\n') != std::string::npos) std::abort();
    parse_http_date(value);
  }
  Validators const sent{"\"old\"", "monday"};
  if (!headers.contains("etag") && validators_after(304, headers, sent).etag != sent.etag) std::abort();
  return 0;
}
