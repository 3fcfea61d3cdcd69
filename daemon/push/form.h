#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasid::push {

/// The fields of application/x-www-form-urlencoded (URL Standard, section 5), in order. As a query of a URL too.
using Form = std::vector<std::pair<std::string, std::string>>;

/// Accepts anything: a broken escape stands for itself. Fields beyond the 64th are ignored.
Form parse_form(std::string_view text);
std::string to_text(Form const& form);

/// The first value of a field, or nothing.
std::optional<std::string> field(Form const& form, std::string_view name);

}  // namespace rasid::push
