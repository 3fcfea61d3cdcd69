#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"
#include "extractors/model/result.h"

namespace rasid::alerts {

/// What a person is shown of an alert, read back from its payload.
struct AlertView {
  std::string id;
  std::string severity;
  std::string watch;
  std::string watch_title;
  std::string feed;
  std::string title;
  std::string url;
  std::string language;
  std::string published;  // RFC 3339, or empty
  std::string sentence;
  bool right_to_left = false;
  std::vector<ByteRange> highlights;  // in `sentence`
  std::vector<std::string> actors;    // "Esmail Qaani (قآني)"
  std::vector<std::string> places;    // "Baghdad, Iraq (33.34, 44.40)"
};

/// Reads a payload by config/schema/alert.v1.schema.json; std::errc::invalid_argument where it is not one.
Result<AlertView> read_payload(std::string_view json);

}  // namespace rasid::alerts
