#include "daemon/fetch/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "daemon/fetch/curl_handles.h"
#include "extractors/model/descriptor.h"

namespace rasid::fetch {
namespace {

/// "/srv/my feeds/a.xml" of "file:///srv/my%20feeds/a.xml"; nothing where it is no absolute path of this machine.
std::optional<std::filesystem::path> path_in(std::string const& text) {
  CurlUrl const url(curl_url());
  char* raw = nullptr;
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK) return std::nullopt;
  if (curl_url_get(url.get(), CURLUPART_PATH, &raw, CURLU_URLDECODE) != CURLUE_OK) return std::nullopt;
  CurlText const path(raw);
  if (path.get()[0] != '/') return std::nullopt;
  return std::filesystem::path(path.get());
}

bool lies_in(std::filesystem::path const& file, std::filesystem::path const& folder) {
  auto const [rest, _] = std::ranges::mismatch(folder, file);
  return rest == folder.end() ||
         (rest->empty() && std::next(rest) == folder.end());  // "/srv/feeds/" has a last part ""
}

bool may_read(std::filesystem::path const& file, std::vector<std::filesystem::path> const& folders) {
  return std::ranges::any_of(folders, [&](std::filesystem::path const& folder) {
    std::error_code bad;
    auto const real = std::filesystem::canonical(folder, bad);
    return !bad && lies_in(file, real);
  });
}

}  // namespace

bool is_file_url(std::string_view url) {
  return url.size() >= 5 && curl_strnequal(url.data(), "file:", 5) != 0;
}

Result<Response> read_file(Request const& request, std::vector<std::filesystem::path> const& folders) {
  std::string const doing = "reading " + request.url;
  if (folders.empty()) return failure(FetchError::forbidden_scheme, doing);
  auto const path = path_in(request.url);
  std::error_code bad;
  auto const real = path ? std::filesystem::canonical(*path, bad) : std::filesystem::path{};
  if (!path || bad || !may_read(real, folders)) return failure(FetchError::file, doing);
  // Neither waits for a pipe nor follows what took the file's place meanwhile.
  Descriptor const file(::open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat info{};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return failure(FetchError::file, doing);
  }
  Response out;
  out.url = request.url;
  out.validators.last_modified = fmt::format("{}.{:09}/{}", info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size);
  out.status = out.validators == request.validators ? 304 : 200;
  if (out.status == 304) return out;
  for (std::string chunk(64U << 10U, '\0');;) {
    auto const got = ::read(file.get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(FetchError::file, doing);
    if (got == 0) return out;
    if (out.body.size() + static_cast<std::size_t>(got) > request.limits.body_bytes) {
      return failure(FetchError::body_too_large, doing);
    }
    out.body.append(chunk, 0, static_cast<std::size_t>(got));
  }
}

}  // namespace rasid::fetch
