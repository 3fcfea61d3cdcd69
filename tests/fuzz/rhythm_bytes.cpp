// Any bytes as what the store kept of a feed's rhythm: no crash, and whatever is read plans a poll within its bounds.
#include <cstdlib>

#include "daemon/scheduler/plan.h"
#include "daemon/scheduler/rhythm_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::scheduling;
  Rhythm rhythm = rhythm_of({reinterpret_cast<char const*>(data), size});
  constexpr double now = 1.8e9;
  double const next = next_poll_after(rhythm, now, 50, {60, 86'400});
  if (!(next >= 60 && next <= 86'400)) std::abort();
  double const items[] = {now - 50, now - 40};
  rhythm.seen_until = now - 100;
  rhythm.observe(now, items, 0);
  double const then = next_poll_after(rhythm, now, 50, {60, 86'400});
  if (!(then >= 60 && then <= 86'400)) std::abort();
  (void)rhythm_of(to_bytes(rhythm));
  return 0;
}
