#include <cstdlib>

#include <boost/json/parse.hpp>

#include "daemon/alerts/sample_payload.h"
#include "daemon/sinks/http/message_data.h"
#include "daemon/sinks/http/template.h"

/// Any text read as a template in any escape, and rendered where it is one. The result is bounded.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::sinks;
  static auto const sample = message_data(rasid::alerts::sample_payload(), "alr_0_1", {}).value();
  if (size == 0) return 0;
  auto const escape = static_cast<Escape>(data[0] % 5);
  auto const read = Template::parse({reinterpret_cast<char const*>(data) + 1, size - 1}, escape, sample);
  if (!read) {
    if (read.error().offset > size || read.error().message.empty()) std::abort();
    return 0;
  }
  auto const text = read->render(sample);
  if (text && text->size() > (1U << 20U)) std::abort();
  return 0;
}
