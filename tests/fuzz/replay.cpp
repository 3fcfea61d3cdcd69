// Runs a fuzz target over the files of its corpus, without libFuzzer: what was once found stays mended, in every build.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

int main(int argc, char** argv) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    for (auto const& each : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!each.is_regular_file()) continue;
      std::ifstream in(each.path(), std::ios::binary);
      std::string const bytes{std::istreambuf_iterator<char>(in), {}};
      std::printf("%s\n", each.path().c_str());
      std::fflush(stdout);  // the last name printed is the one that did it
      LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
      ++files;
    }
  }
  return files == 0 ? 1 : 0;
}
