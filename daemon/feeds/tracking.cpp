#include "daemon/feeds/tracking.h"

#include <algorithm>

namespace rasid::feeds {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

}  // namespace

TrackingParameters::TrackingParameters(std::vector<std::string> names) {
  for (auto const& each : names) {
    auto name = lower(each);
    bool const is_prefix = name.ends_with('*');
    if (is_prefix) name.pop_back();
    if (!name.empty()) (is_prefix ? prefixes_ : names_).push_back(std::move(name));
  }
  std::ranges::sort(names_);
}

bool TrackingParameters::has(std::string_view name) const {
  auto const wanted = lower(name);
  return std::ranges::binary_search(names_, wanted) ||
         std::ranges::any_of(prefixes_, [&](auto const& prefix) { return wanted.starts_with(prefix); });
}

std::vector<std::string> TrackingParameters::usual() {
  return {"utm_*",  "at_custom*",    "at_medium",   "at_campaign", "fbclid", "gclid",     "gclsrc",
          "dclid",  "gbraid",        "wbraid",      "msclkid",     "yclid",  "ysclid",    "twclid",
          "ttclid", "igshid",        "igsh",        "li_fat_id",   "mc_cid", "mc_eid",    "_hsenc",
          "_hsmi",  "hsctatracking", "mkt_tok",     "ncid",        "cmpid",  "_openstat", "s_cid",
          "ito",    "ns_source",     "ns_mchannel", "ns_campaign", "xtor",   "wt_mc",     "__twitter_impression"};
}

}  // namespace rasid::feeds
