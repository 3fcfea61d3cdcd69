#include "daemon/scheduler/plan.h"

#include <algorithm>
#include <cmath>

namespace rasid::scheduling {

double next_poll_after(Rhythm const& rhythm, double now, double price, Bounds bounds) {
  Forecast const forecast(rhythm, now);
  if (!(price > 0)) return bounds.least;
  double gathered = 0, unseen = 0;  // item-seconds, items
  for (double after = 0; after < bounds.most;) {
    double const step = std::min(forecast.steady_for(now + after), bounds.most - after);
    double const rate = forecast.rate(now + after + step / 2);
    double const grown = gathered + unseen * step + rate * step * step / 2;
    if (grown >= price) {
      // gathered + unseen x + rate x² / 2 = price
      double const missing = price - gathered;
      double const x = 2 * missing / (unseen + std::sqrt(unseen * unseen + 2 * rate * missing));
      return std::clamp(after + x, bounds.least, bounds.most);
    }
    gathered = grown;
    unseen += rate * step;
    after += step;
  }
  return bounds.most;
}

}  // namespace rasid::scheduling
