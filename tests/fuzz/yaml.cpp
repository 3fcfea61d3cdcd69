// Any bytes as a user's YAML file: bounded work, no crash, and every diagnostic can be shown.
#include "extractors/yaml/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const file = rasid::yaml::parse("fuzz.yaml", {reinterpret_cast<char const*>(data), size});
  if (!file) {
    (void)rasid::render(file.error());
    return 0;
  }
  rasid::Diagnostics problems;
  rasid::yaml::MapReader map(*file, file->root, "file", problems);
  (void)map.texts("list");
  (void)map.duration("when");
  map.finish();
  for (auto const& problem : problems) (void)rasid::render(problem);
  if (auto const* when = file->root.find("when"))
    (void)rasid::render(file->error_inside(*when, when->text.size() / 2, 3, "here"));
  return 0;
}
