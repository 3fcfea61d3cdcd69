#pragma once

#include <span>
#include <string_view>

namespace rasid::sinks {

/// A preset's file, put into the program when it is built (CMakeLists.txt): an upgrade brings the current shape of a
/// receiver's API along, whatever stands in /etc.
struct PresetFile {
  std::string_view name;
  std::string_view content;
};
std::span<PresetFile const> preset_files();

}  // namespace rasid::sinks
