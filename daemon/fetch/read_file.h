#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "daemon/fetch/http.h"
#include "extractors/model/result.h"

namespace rasid::fetch {

bool is_file_url(std::string_view url);

/// A local file as a server would answer: 200 with its bytes and a Last-Modified that is its time and size, or 304
/// where the request's validators hold that already. Only regular files below `folders`, links followed:
/// FetchError::file otherwise, body_too_large beyond the limit. Blocks.
Result<Response> read_file(Request const& request, std::vector<std::filesystem::path> const& folders);

}  // namespace rasid::fetch
