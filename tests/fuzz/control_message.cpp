// Any bytes as a line that reaches the control socket, or its answer: no crash, bounded work; and a request that was
// read says the same when it is written and read again.
#include <cstdlib>

#include "daemon/control/message.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::control;
  std::string_view const line(reinterpret_cast<char const*>(data), size);
  (void)parse_answer(line);
  auto const request = parse_request(line);
  if (!request) {
    if (request.error().doing.empty()) std::abort();
    return 0;
  }
  (void)request->text("feed");
  (void)request->flag("failing");
  auto const again = parse_request(render(*request));
  // Numbers may be written longer than they were read, and cross the bound.
  if (again && again->command != request->command) std::abort();
  return 0;
}
