import type {
  DossierComponent,
  DossierFee,
  DossierRecord,
  DossierResult,
  DossierSupplement,
  TraceItem,
} from '../../../domain/records.js';
import { compact } from '../reading/fields.js';
import type { OneStopFields } from './contract.js';

type Lists = Pick<DossierRecord, 'trace' | 'components' | 'results' | 'fees' | 'supplements'>;

/** The five lists of a dossier, each in the source's order. */
export function mapLists(fields: OneStopFields): Lists {
  return {
    trace: fields.QuaTrinh.map(mapTrace),
    components: fields.ThanhPhan.map(mapComponent),
    results: fields.KetQua.map(mapResult),
    fees: fields.LePhi.map(mapFee),
    supplements: fields.BoSung.map(mapSupplement),
  };
}

function mapTrace(entry: OneStopFields['QuaTrinh'][number]): TraceItem {
  return compact<TraceItem>({
    at: entry.ThoiDiem,
    state: entry.TrangThai,
    actor: entry.NguoiXuLy,
    title: entry.ChucDanh,
    department: entry.PhongBan,
    note: entry.NoiDung,
    begunAt: entry.BatDau,
    dueAt: entry.Han,
  });
}

function mapComponent(paper: OneStopFields['ThanhPhan'][number]): DossierComponent {
  return compact<DossierComponent>({
    code: paper.Ma,
    name: paper.Ten,
    file: paper.TepDinhKem?.trim(),
    digitised: paper.SoHoa,
    reused: paper.TaiSuDung,
    fromNationalStore: paper.TuKhoQuocGia,
    originals: paper.SoBanChinh,
    copies: paper.SoBanSao,
  });
}

function mapResult(result: OneStopFields['KetQua'][number]): DossierResult {
  return compact<DossierResult>({
    code: result.Ma,
    name: result.Ten,
    number: result.SoKyHieu,
    signedAt: result.NgayKy,
    signer: result.NguoiKy,
    file: result.TepDinhKem?.trim(),
    paperCode: result.MaGiayTo,
  });
}

function mapFee(fee: OneStopFields['LePhi'][number]): DossierFee {
  return compact<DossierFee>({
    name: fee.Ten,
    code: fee.Ma,
    type: fee.Loai,
    amount: fee.SoTien,
    method: fee.HinhThucThu,
    paid: fee.DaThu,
    paidAt: fee.NgayThu,
  });
}

function mapSupplement(supplement: OneStopFields['BoSung'][number]): DossierSupplement {
  return compact<DossierSupplement>({
    id: supplement.Id,
    requestedBy: supplement.NguoiYeuCau,
    content: supplement.NoiDung,
    requestedAt: supplement.NgayYeuCau,
    answeredAt: supplement.NgayBoSung,
    receivedBy: supplement.NguoiTiepNhan,
    previousDueAt: supplement.HenTraTruoc,
    newDueAt: supplement.HenTraMoi,
    status: supplement.TrangThai,
  });
}
