"""Vietnamese help: commands, options, and what Click itself says.

English stands beside each command and option in `vpcli/cli`. Whoever adds one there adds its
Vietnamese here; a test walks all commands and names what is missing.
"""

QUESTIONS = {
    "growth": "Tốc độ tăng của từng chỉ tiêu là bao nhiêu?",
    "attainment": "Kế hoạch hoàn thành đến đâu?",
    "projection": "Muốn đạt mục tiêu thì phải tăng bao nhiêu?",
    "contribution": "Từng bộ phận đóng góp bao nhiêu vào tăng trưởng?",
    "summary": "Biểu tổng hợp như phụ lục báo cáo.",
    "report": "Tất cả trên một trang để nộp.",
    "check": "Các số liệu đã công bố có khớp nhau không?",
    "explain": "Con số này được tính từ đâu?",
    "extract": "Văn bản này công bố những số liệu năm nào?",
    "show": "Số liệu đã đọc, kèm tên tệp và số dòng.",
    "datasets": "Các bộ số liệu kèm theo.",
    "template": "Tệp số liệu mẫu để bắt đầu.",
    "completion": "Điền lệnh và tên bằng phím Tab: bash, zsh, fish.",
    "help": "Các lệnh và các mục tra cứu: toàn bộ hướng dẫn.",
}
"""Every command with its one line."""

ABOUT = """Tính tốc độ tăng, tỷ lệ hoàn thành kế hoạch và mục tiêu từ số liệu hằng năm như đã công bố.

SỐ_LIỆU là một tệp, tên một bộ số liệu kèm theo, hoặc - để đọc đầu vào chuẩn. Không ghi thì lệnh
đọc dữ liệu nêu ở VPCLI_DATA, hoặc những gì đang chờ ở đầu vào chuẩn, nếu không có thì dùng một bộ
số liệu kèm theo."""
EXAMPLE = """Ví dụ: vpcli growth baocao.yaml --csv

Mã kết thúc: 0 bình thường; 1 có số liệu mâu thuẫn, hoặc điều kiện đặt ra không đạt; 2 gõ lệnh sai;
3 không đọc được số liệu hoặc không ghi được kết quả; 130 bị ngắt; 141 bên nhận đường ống đã đóng."""

_DATA = "SỐ_LIỆU là một tệp, tên một bộ số liệu kèm theo, hoặc - để đọc đầu vào chuẩn."

PROSE = {
    "growth": f"""Tốc độ tăng so với năm trước, kèm mức của năm trước và cho biết mức đó được công bố hay suy
từ một tỷ lệ đã công bố. Năm nào thiếu số liệu thì không nối qua: số không tính được để trống,
có ghi lý do. {_DATA}

\b
Phương pháp (y là mức đạt được, b là năm gốc, n là số năm):
  yoy                y_t / y_(t-1) - 1, so với năm trước
  lag                y_t / y_(t-N) - 1; thêm --annualise để khai căn bậc N
  cagr               (y_t / y_b)^(1/n) - 1, tốc độ tăng bình quân năm,
                     theo trung bình nhân của các tốc độ phát triển
  mean               trung bình cộng của các tốc độ tăng hằng năm
  log                ln(y_t / y_b) / n, tốc độ tăng theo hàm mũ
  least-squares      exp(b) - 1, với ln y = a + b t theo bình phương nhỏ nhất
  least-squares-log  chính hệ số b

Từ cagr trở xuống: một kết quả cho cả thời kỳ từ --from đến --to. Nguồn: Liên hợp quốc, Handbook of
National Accounting; Ngân hàng Thế giới, World Development Indicators, Statistical methods.

Với --series là phân tích dãy số thời gian: mức độ, lượng tăng tuyệt đối, tốc độ phát triển và
tốc độ tăng, liên hoàn và định gốc, giá trị tuyệt đối của 1% tăng, và các số bình quân.""",
    "attainment": f"""Tỷ lệ hoàn thành kế hoạch (%), chênh lệch so với kế hoạch, và đánh giá theo chiều của chỉ tiêu:
vượt, đạt, không đạt. Kế hoạch không được công bố thì suy từ một tỷ lệ đã công bố, nếu có. Các
nguồn giao kế hoạch khác nhau cho cùng một năm thì tính theo từng kế hoạch. Chỉ tiêu vốn là tỷ lệ
thì so sánh bằng điểm % và bằng đánh giá. {_DATA}

Với --progress, y là mức mới nhất, b là mức năm gốc (mức đầu tiên, hoặc mức của năm --from), k là kế
hoạch cuối cùng: phần đã thực hiện (y - b) / (k - b) so với phần thời gian đã qua, và tốc độ tăng
bình quân năm còn cần có.""",
    "projection": f"""Mục tiêu là kế hoạch của năm chưa có kết quả. Tốc độ tăng cần đạt tính từ mục tiêu và năm gốc,
rồi đối chiếu với kế hoạch tăng đã công bố. {_DATA}

Với --growth, --scenario, --target hoặc --reach là lộ trình tính từ mức cuối cùng (hoặc mức của
năm --from): y_b (1 + g)^n. Các mức ghi theo đơn vị tính của chỉ tiêu. --scenario TÊN không kèm tỷ lệ là kịch bản
trong tệp số liệu: mỗi chỉ tiêu có tốc độ tăng hằng năm, hoặc mức của từng năm và một tốc độ
tăng ở giữa.

\b
Với --trend là xu thế hiện tại kéo dài từ mức cuối cùng, và còn cách
bao xa kế hoạch của từng năm hoặc lộ trình đến mục tiêu:
  last           theo tốc độ tăng của năm cuối
  cagr           theo tốc độ tăng bình quân năm, từ năm --from
  mean           theo trung bình cộng của các tốc độ tăng từng năm
  linear         y = a + b t theo phương pháp bình phương nhỏ nhất
  least-squares  ln y = a + b t theo phương pháp bình phương nhỏ nhất
Hai cách sau có khoảng dự báo 95% (phân phối Student, n - 2 bậc tự do;
Draper và Smith, Applied Regression Analysis). value_low và value_high
chỉ do làm tròn.

Với --assess là đánh giá tiến độ: R = d CAGR(năm gốc đến nay) / |CAGR(năm gốc đến mục tiêu)|,
d = -1 khi giảm là tốt. Từ 0,95 là đúng tiến độ; từ 0,60 là có tiến bộ, cần tăng tốc; từ 0 là
tiến bộ hạn chế; dưới 0 là đi ngược mục tiêu; đạt mục tiêu rồi thì là đã đạt. Theo phương pháp
của Cơ quan Thống kê Canada và Open SDG, dựa trên phương pháp của Eurostat; chỉ tiêu không có
mục tiêu thì theo ngưỡng 1% một năm của Eurostat.""",
    "report": """Mỗi chỉ tiêu một đoạn văn như báo cáo thường viết, biểu tổng hợp của phụ lục, tốc độ tăng, tỷ lệ
hoàn thành kế hoạch, mục tiêu, đóng góp vào tăng trưởng và những chỗ không khớp; phần không có nội
dung thì bỏ qua. Với -o trang.html thì thành văn bản có biểu đồ; trang.docx và trang.md không có biểu đồ. SỐ_LIỆU là
tệp, tên bộ số liệu kèm theo, hoặc - để đọc đầu vào chuẩn.""",
    "contribution": """Với mỗi tổng số có các bộ phận: mỗi bộ phận đóng góp bao nhiêu điểm phần trăm vào tốc độ tăng,
chiếm bao nhiêu phần trăm của mức tăng; tổng cộng, và phần còn lại do làm tròn. SỐ_LIỆU là một
tệp có khai báo bộ phận, tên một bộ số liệu kèm theo, hoặc - để đọc đầu vào chuẩn; không ghi thì
dùng bộ vinh-phuc-grdp.""",
    "summary": f"""Mỗi chỉ tiêu một dòng, bộ phận xếp dưới tổng số: thực hiện năm trước, kế hoạch và thực hiện
trong năm, kế hoạch năm sau, so sánh giữa chúng (%), và đánh giá. Số không được công bố nhưng
suy ra được cũng có mặt và được đánh dấu. {_DATA}""",
    "check": f"""Mỗi số liệu đã công bố được đối chiếu với số suy từ các số liệu khác theo các đẳng thức của
thống kê. Mã kết thúc 1 nghĩa là có những số liệu không thể cùng đúng, hoặc (khi
dùng --require-checked) có số liệu không được số liệu nào khác kiểm tra; số liệu được điều chỉnh
giữa các lần công bố và số liệu cần xem lại thì không tính. {_DATA} Nhiều tệp được kiểm tra
cùng nhau.""",
    "explain": """Cách tính, vẽ thành cây cho đến những số liệu đã công bố: đẳng thức, công thức bằng chữ và bằng
số, các cách tính khác ra cùng số đó và có khớp hay không. LOẠI là actual, growth, change, plan,
attainment, gap, planned-growth, required-growth, share, contribution, v.v.; không ghi thì giải
thích mọi số đã biết của năm. Số để trống thì cho biết lý do và còn cần số liệu nào.

Qua nhiều năm, tính từ năm --from: average-growth theo --method, projected (mức dự tính, theo
--growth hoặc theo kế hoạch) và ratio (của vpcli projection --assess).""",
    "extract": """Đọc một bản tin hay báo cáo, tiếng Việt hoặc tiếng Anh, và viết thành bộ số liệu YAML: mỗi số liệu
đứng dưới câu đã công bố nó, cuối tệp là các số còn lại kèm lý do không phải số liệu năm: số của
một tháng, ngày, số đếm, hai cách hiểu. Không đoán số nào. CHỮ là một tệp (văn bản, Markdown, Word,
trang web đã lưu), hoặc - để đọc đầu vào chuẩn. Các lệnh khác đọc thẳng tệp như vậy:
vpcli growth press.txt.""",
    "show": f"""Từng số liệu với nguyên văn đã in, cách đọc, và khoảng giá trị mà nó đại diện. {_DATA}""",
    "datasets": "Tên ở cột đầu là tên dùng làm SỐ_LIỆU cho các lệnh khác.",
    "template": """Tạo một tệp số liệu có ghi chú từng mục. Tệp dùng được ngay: chạy thử các lệnh khác, rồi thay số
liệu bằng số liệu của mình.""",
    "completion": """In ra đoạn lệnh để phím Tab điền giúp khi gõ vpcli: tên lệnh, tùy chọn và giá trị của chúng, bộ
số liệu và tệp; từ số liệu ghi trên dòng lệnh thì điền chỉ tiêu, địa bàn, nguồn, năm và cột. Ghi
vào tệp khởi động của trình lệnh:

\b
  bash, ~/.bashrc                    eval "$(vpcli completion bash)"
  zsh, ~/.zshrc                      eval "$(vpcli completion zsh)"
  fish, ~/.config/fish/config.fish   vpcli completion fish | source""",
    "help": """Không ghi tên thì liệt kê tất cả. Tên lệnh thì hiện đúng trợ giúp --help của lệnh đó; tên mục thì
hiện cả mục; một từ trong kết quả hay trong tệp (lý do, cột, định dạng) thì hiện dòng nói về từ đó.""",
}
"""The rest of each command's help; the examples are those of the English help."""

OPTIONS = {
    # what to read and to keep
    "--data": "Tệp hoặc bộ số liệu kèm theo; ghi được nhiều lần.",
    "--value": "Kết quả thực hiện, thay cho SỐ_LIỆU, ví dụ 2019=244794; ghi được nhiều lần.",
    "--plan": "Kế hoạch, thay cho SỐ_LIỆU, ví dụ 2019=222742; ghi được nhiều lần.",
    "--unit": "Đơn vị tính của --value và --plan.",
    "--indicator": "Mã hoặc tên chỉ tiêu, dùng được * và ?; ghi được nhiều lần.",
    "--area": "Mã hoặc tên địa bàn; ghi được nhiều lần.",
    "--from": "Từ năm.",
    "--to": "Đến năm.",
    "--source": "Mã nguồn số liệu; ghi được nhiều lần.",
    "--as-of": "Chỉ lấy nguồn công bố đến ngày: 20/1/2020, 2020-01-20, 1/2020 hoặc 2020.",
    "--input-format": "Định dạng đầu vào, khi không để tự nhận: yaml, csv, tsv, wide, world-bank, json, "
    "jsonl, json-stat, sdmx-csv, xlsx, xls, docx, html, px, cube-json, eurostat-tsv, prose.",
    "--sheet": "Trang tính của sổ tính, theo tên hoặc số thứ tự.",
    "--column": "Cột là gì: indicator=Chỉ tiêu, plan 2023=Dự toán, -=Ghi chú; dùng được nhiều lần.",
    "--stored": "Đọc giá trị lưu trong ô của sổ tính, không phải giá trị hiển thị.",
    "--skip-lines": "Bỏ qua N dòng đầu.",
    "--verbose": "Cho biết trên stderr mỗi đầu vào được đọc thế nào.",
    "--delimiter": "Dấu phân cách của tệp CSV; tab là dấu tab.",
    "--encoding": "Bảng mã của đầu vào.",
    "--numbers": "Cách viết số của đầu vào: en 1,234.5; vi 1.234,5.",
    "--precision": "Số liệu của một cột chính xác đến đâu, ví dụ actual=0.001; ghi được nhiều lần.",
    "--null-value": "Ký hiệu không có số liệu; ghi được nhiều lần.",
    "--jobs": "Số tiến trình làm việc với một bảng lớn.  [mặc định: mỗi bộ xử lý một tiến trình]",
    "--computed": "Bỏ qua các tỷ lệ đã công bố; chỉ tính từ các mức.",
    "--chart": "Vẽ biểu đồ kèm số liệu; trong HTML thì đặt trên bảng. -o TỆP.svg: chỉ có biểu đồ.",
    # what to write
    "--format": "Định dạng kết quả.  [mặc định: table, hoặc theo phần mở rộng của -o]",
    "--csv": "Như --format csv.",
    "--tsv": "Như --format tsv.",
    "--json": "Như --format json.",
    "--jsonl": "Như --format jsonl.",
    "--md": "Như --format md.",
    "--clean": "Chỉ có các con số, như biểu của phụ lục: không ký hiệu, không khoảng.",
    "--section": "Chỉ phần này; ghi được nhiều lần: text, summary, growth, attainment, targets, contribution, check.",
    "--excel": "CSV hoặc TSV để Excel mở đúng theo ngôn ngữ của --lang; chữ không bao giờ chạy như công thức.",
    "--output": "Ghi vào TỆP, trọn vẹn hoặc không ghi gì; - là đầu ra chuẩn.",
    "--force": "Cho phép -o ghi đè tệp đầu vào.",
    "--columns": "Các cột cần hiện, theo thứ tự này.",
    "--sort": "Sắp xếp theo một cột, hoặc nhiều cột cách nhau bằng dấu phẩy; ô trống xếp cuối.",
    "--reverse": "Đảo thứ tự.",
    "--top": "Chỉ lấy N kết quả đầu, sau khi sắp xếp.",
    "--digits": "Số chữ số thập phân của số tính được; auto: vừa đủ theo độ chính xác.",
    "--bounds": "Hiện khoảng giá trị dưới mỗi con số.",
    "--lang": "Ngôn ngữ của trợ giúp và kết quả.",
    "--no-color": "Không dùng màu.",
    "--quiet": "Không ghi chú, không cảnh báo.",
    "--version": "Hiện phiên bản rồi thoát.",
    # growth
    "growth --method": "Cách đo tốc độ tăng, xem ở trên.  [mặc định: yoy]",
    "growth --lag": "Số năm lùi lại, dùng với --method lag.",
    "growth --annualise": "Dùng với --method lag: tính bình quân một năm.",
    "growth --deflator": "Tốc độ tăng thực, loại trừ yếu tố giá theo một chỉ số giá trong số liệu.",
    "growth --per": "Tăng bình quân đầu người, theo dân số trong số liệu.",
    "growth --relative-to": "Chênh lệch điểm % so với chỉ tiêu khác, hoặc so với địa bàn khác.",
    "growth --wide": "Các năm thành cột; -c chọn số cần hiện.",
    "growth --series": "Liên hoàn và định gốc, từng năm.",
    "growth --base": "Năm gốc cố định.",
    "growth --link": "Nối các lần công bố khác nhau theo tốc độ tăng.",
    "growth --rebase": "Chỉ số của năm gốc.  [mặc định: 100]",
    # attainment
    "--fail-under": "Mã kết thúc 1 nếu có tỷ lệ hoàn thành dưới mức này (%).",
    "--fail-if": "Mã kết thúc 1 nếu có kế hoạch không đạt.",
    "attainment --met-at": "Coi là đạt kế hoạch từ mức này (%), ví dụ 98.",
    "attainment --progress": "Kế hoạch nhiều năm đã thực hiện được bao nhiêu?",
    # projection
    "projection --growth": "Lộ trình theo một tốc độ tăng, đến năm --to.",
    "projection --scenario": "Mỗi kịch bản một lộ trình, theo tỷ lệ nêu ra hoặc theo số liệu; ghi được nhiều lần.",
    "projection --target": "Tốc độ tăng cần có để đạt mức này, dùng với --by.",
    "projection --by": "Năm phải đạt --target.",
    "projection --reach": "Năm đạt đến mức này.",
    "projection --trend": "Xu thế hiện tại so với mục tiêu, xem ở trên; ghi được nhiều lần.",
    "projection --window": "Chỉ tính xu thế theo N năm gần nhất.",
    "projection --assess": "Có đúng tiến độ đến mục tiêu hay không?",
    "projection --rules": "Dùng với --assess, khi không có mục tiêu: theo ngưỡng của ai.  [mặc định: eurostat]",
    "projection --limit": "Giới hạn tự nhiên; gần mức này thì --rules statcan yêu cầu thấp hơn.",
    # explain
    "explain --from": "Năm gốc của average-growth, projected và ratio.",
    "explain --growth": "Tốc độ tăng của projected.  [mặc định: theo kế hoạch]",
    "explain --method": "Cách tính average-growth, như của vpcli growth.  [mặc định: cagr]",
    # summary
    "summary --year": "Năm báo cáo.",
    "summary --as": "So sánh bằng chỉ số (113,43) hay tốc độ tăng (13,43).  [mặc định: index]",
    # extract
    "extract --date": "Ngày công bố văn bản: 20/1/2020, 2020-01-20, 1/2020 hoặc 2020.  [mặc định: theo dòng ghi ngày]",
    "extract --area": "Số liệu là của địa bàn nào.",
    "extract --review": "Hiện văn bản với các con số đã đánh dấu.",
    "extract --output": "Ghi vào TỆP.",
    "extract --force": "Cho phép -o ghi đè tệp đã có.",
    # template
    "template --format": "Định dạng tệp.  [mặc định: yaml, hoặc theo phần mở rộng của -o]",
    "template --output": "Ghi vào một TỆP mới.",
    "template --force": "Cho phép -o ghi đè tệp đã có.",
    # check
    "check --all": "Đánh giá mọi số liệu kiểm tra được bằng số liệu khác.",
    "check --one-source": "Coi mọi số liệu là của một lần công bố, dù ghi nguồn nào.",
    "check --strict": "Bỏ qua các từ gần, hơn, khoảng: chỉ lấy nửa đơn vị của chữ số cuối.",
    "check --require-checked": "Mã kết thúc 1 cả khi có số liệu không được số liệu nào khác kiểm tra; nêu rõ số liệu nào.",
    "check --revisions": "Bảng những số liệu mà lần công bố sau đã thay đổi.",
}
"""Help of an option by its long name; after the name of a command where it is that command's own."""

GROUPS = {
    "Question": "Câu hỏi",
    "Selection": "Chọn số liệu",
    "Input": "Đọc số liệu",
    "Output": "Kết quả",
    "Options": "Tùy chọn",
}
"""Headings of the groups of options."""

METAVARS = {
    "ARGS": "THAM_SỐ",
    "CHAR": "KÝ_TỰ",
    "COLUMN": "CỘT",
    "COLUMN=VALUE": "CỘT=GIÁ_TRỊ",
    "COLUMNS": "CÁC_CỘT",
    "COMMAND": "LỆNH",
    "DATA": "SỐ_LIỆU",
    "DATE": "NGÀY",
    "FILE": "TỆP",
    "GLOB": "MẪU",
    "INDICATOR": "CHỈ_TIÊU",
    "INTEGER RANGE": "SỐ_NGUYÊN",
    "LEVEL": "MỨC",
    "MEASURE": "LOẠI",
    "NAME": "TÊN",
    "NAME[=PCT]": "TÊN[=TỶ_LỆ]",
    "NAME|N": "TÊN|N",
    "NUMBER": "SỐ",
    "OPTIONS": "TÙY_CHỌN",
    "PCT": "TỶ_LỆ",
    "ROLE=HEADING": "VAI_TRÒ=TIÊU_ĐỀ",
    "SUBJECT": "LỆNH|MỤC",
    "TEXT": "CHỮ",
    "UNIT": "ĐƠN_VỊ",
    "YEAR": "NĂM",
    "YEAR=FIGURE": "NĂM=SỐ",
}
"""Words that stand for what a person types."""

CLICK = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "Examples:": "Ví dụ:",
    "Show this message and exit.": "Hiện trợ giúp này rồi thoát.",
    "Error: {message}": "lỗi: {message}",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Invalid value: {message}": "giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "giá trị của {param_hint} không hợp lệ: {message}",
    "Missing argument": "thiếu tham số",
    "Missing option": "thiếu tùy chọn",
    "Missing parameter": "thiếu tham số",
    "Missing command.": "thiếu tên lệnh.",
    "Choose from:\n\t{choices}": "chọn một trong:\n\t{choices}",
    "No such option {name!r}.": "không có tùy chọn {name}.",
    "No such option: {name}": "không có tùy chọn {name}.",
    "Did you mean {possibility}?": "Có phải ý bạn là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải ý bạn là một trong: {possibilities}?)",
    "(Possible options: {possibilities})": "(Có phải ý bạn là một trong: {possibilities}?)",
    "No such command {name!r}.": "không có lệnh {name}.",
    "Option {name!r} requires an argument.": "tùy chọn {name} cần có giá trị đi kèm.",
    "Option {name!r} does not take a value.": "tùy chọn {name} không nhận giá trị.",
    "Got unexpected extra argument ({args})": "thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "thừa các tham số ({args})",
    "{value!r} is not {choice}.": "{value} không phải là {choice}.",
    "{value!r} is not one of {choices}.": "{value} không thuộc: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value} không phải là số hợp lệ.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
}
"""What Click says, by its own English."""
