#include <algorithm>
#include <array>

#include "daemon/feeds/date_text.h"

namespace rasid::feeds {
namespace {

struct Zone {
  std::string_view name;
  int minutes;
};

constexpr int hours(int h, int m = 0) {
  return h * 60 + (h < 0 ? -m : m);
}

// RFC 822's own first; then the names that publishers use. Where one name means several zones, the one with the most
// publishers is meant (IST: India).
constexpr std::array zones{
    Zone{"et", hours(-5)},      Zone{"est", hours(-5)},      Zone{"edt", hours(-4)},     Zone{"ct", hours(-6)},
    Zone{"cst", hours(-6)},     Zone{"cdt", hours(-5)},      Zone{"mt", hours(-7)},      Zone{"mst", hours(-7)},
    Zone{"mdt", hours(-6)},     Zone{"pt", hours(-8)},       Zone{"pst", hours(-8)},     Zone{"pdt", hours(-7)},
    Zone{"ast", hours(-4)},     Zone{"adt", hours(-3)},      Zone{"akst", hours(-9)},    Zone{"akdt", hours(-8)},
    Zone{"hst", hours(-10)},    Zone{"nst", hours(-3, 30)},  Zone{"ndt", hours(-2, 30)}, Zone{"art", hours(-3)},
    Zone{"brt", hours(-3)},     Zone{"brst", hours(-2)},     Zone{"clt", hours(-4)},     Zone{"clst", hours(-3)},
    Zone{"bst", hours(1)},      Zone{"west", hours(1)},      Zone{"cet", hours(1)},      Zone{"met", hours(1)},
    Zone{"mez", hours(1)},      Zone{"cest", hours(2)},      Zone{"mest", hours(2)},     Zone{"mesz", hours(2)},
    Zone{"eet", hours(2)},      Zone{"eest", hours(3)},      Zone{"sast", hours(2)},     Zone{"cat", hours(2)},
    Zone{"wat", hours(1)},      Zone{"eat", hours(3)},       Zone{"idt", hours(3)},      Zone{"msk", hours(3)},
    Zone{"msd", hours(4)},      Zone{"trt", hours(3)},       Zone{"irst", hours(3, 30)}, Zone{"irdt", hours(4, 30)},
    Zone{"gst", hours(4)},      Zone{"aft", hours(4, 30)},   Zone{"pkt", hours(5)},      Zone{"ist", hours(5, 30)},
    Zone{"npt", hours(5, 45)},  Zone{"ict", hours(7)},       Zone{"wib", hours(7)},      Zone{"wita", hours(8)},
    Zone{"wit", hours(9)},      Zone{"hkt", hours(8)},       Zone{"sgt", hours(8)},      Zone{"myt", hours(8)},
    Zone{"pht", hours(8)},      Zone{"awst", hours(8)},      Zone{"jst", hours(9)},      Zone{"kst", hours(9)},
    Zone{"acst", hours(9, 30)}, Zone{"acdt", hours(10, 30)}, Zone{"aest", hours(10)},    Zone{"aedt", hours(11)},
    Zone{"nzst", hours(12)},    Zone{"nzdt", hours(13)}};

}  // namespace

int zone_by_name(std::string_view name) {
  auto const* const found = std::ranges::find(zones, name, &Zone::name);
  return found == zones.end() ? 0 : found->minutes;
}

}  // namespace rasid::feeds
